// function: recursion_named_records
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: records that hold text and numbers, swapped and copied

struct Item {
  char name[16];
  double value;
  Item *next;
};

static void shift(Item *items, int n) {
  if (n <= 1)
    return;
  Item first = items[0];
  items[0] = items[1];
  items[1] = first;
  items[0].value *= items[0].name[0] == 'b' ? 2.0 : 3.0;
  shift(items + 1, n - 1);
}

static double named(Item *items) {
  double s = 0.0;
  for (int i = 0; i < 3; i++)
    s += items[i].value * items[i].value * (items[i].name[0] - 'a' + 1) * (i + 1);
  return s;
}

double recursion_named_records(double x, double y) {
  Item items[3] = {{"a", x, nullptr}, {"b", y, nullptr}, {"c", x * y, nullptr}};
  shift(items, 3);
  return named(items);
}
