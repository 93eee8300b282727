// function: unsupported_recursive_hidden
// wrt: x,y
// family: Refused on purpose
// construct: raw storage that a recursive function copies, where its caller keeps numbers
// expect: refused costate-ambiguous-storage

struct Item {
  alignas(8) unsigned char raw[8];
  int kind;
};

// By the type alone there is no number in what is copied here.
static void shift(Item *items, int n) {
  if (n <= 1)
    return;
  items[0] = items[1];
  shift(items + 1, n - 1);
}

double unsupported_recursive_hidden(double x, double y) {
  Item items[3];
  for (int i = 0; i < 3; i++) {
    *reinterpret_cast<double *>(items[i].raw) = x * (i + 1) + y;
    items[i].kind = i;
  }
  shift(items, 3);
  double s = 0.0;
  for (int i = 0; i < 3; i++)
    s += *reinterpret_cast<double *>(items[i].raw) * (items[i].kind + 1);
  return s;
}
