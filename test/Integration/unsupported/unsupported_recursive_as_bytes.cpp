// function: unsupported_recursive_as_bytes
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: records of numbers that a recursive function gets as records of bytes
// expect: refused costate-ambiguous-storage

struct Pair {
  double a, b;
};

struct Blob {
  alignas(8) unsigned char raw[16];
};

static void shift(Blob *items, int n) {
  if (n <= 1)
    return;
  items[0] = items[1];
  shift(items + 1, n - 1);
}

double unsupported_recursive_as_bytes(double x, double y) {
  Pair items[3] = {{x, y}, {x * y, x}, {y, y * y}};
  shift(reinterpret_cast<Blob *>(items), 3);
  double s = 0;
  for (int i = 0; i < 3; i++)
    s += items[i].a * items[i].b * (i + 1);
  return s;
}
