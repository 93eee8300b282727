// function: unsupported_recursive_held_bytes
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: records of numbers that a recursive function moves as bytes behind a pointer in a record
// expect: refused costate-ambiguous-storage

struct Pair {
  double a, b;
};

struct Blob {
  alignas(8) unsigned char raw[16];
};

struct Holder {
  Blob *items;
  int count;
};

static void shift(Holder *holder, int n) {
  if (n + 1 >= holder->count)
    return;
  holder->items[n] = holder->items[n + 1];
  shift(holder, n + 1);
}

double unsupported_recursive_held_bytes(double x, double y) {
  Pair items[3] = {{x, y}, {x * y, x}, {y, y * y}};
  Holder holder = {reinterpret_cast<Blob *>(items), 3};
  shift(&holder, 0);
  double s = 0;
  for (int i = 0; i < 3; i++)
    s += items[i].a * items[i].b * (i + 1);
  return s;
}
