// function: unsupported_recursive_nested_storage
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: raw storage in raw storage, in which the caller keeps numbers
// expect: refused costate-ambiguous-storage

struct Item {
  alignas(8) unsigned char raw[2][8];
  int kind;
};

static void shift(Item *items, int n) {
  if (n <= 1)
    return;
  items[0] = items[1];
  shift(items + 1, n - 1);
}

double unsupported_recursive_nested_storage(double x, double y) {
  Item items[3];
  for (int i = 0; i < 3; i++) {
    *reinterpret_cast<double *>(items[i].raw[0]) = x * (i + 1) + y;
    *reinterpret_cast<double *>(items[i].raw[1]) = x * y;
    items[i].kind = i;
  }
  shift(items, 3);
  double s = 0;
  for (int i = 0; i < 3; i++)
    s += *reinterpret_cast<double *>(items[i].raw[0]) * (items[i].kind + 1) +
         *reinterpret_cast<double *>(items[i].raw[1]);
  return s;
}
