// function: unsupported_recursive_passed_storage
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: raw storage whose numbers only functions behind `void *` see
// expect: refused costate-ambiguous-storage

struct Slot {
  alignas(8) unsigned char raw[8];
  int k;
};

static double put(void *p, double v, int n) {
  if (n == 0) {
    *static_cast<double *>(p) = v;
    return v;
  }
  return put(p, v * 1.1, n - 1) * v;
}

static double get(const void *p, int n) {
  return n == 0 ? *static_cast<const double *>(p) : get(p, n - 1) * 1.5;
}

static void shift(Slot *s, int n) {
  if (n <= 1)
    return;
  s[0] = s[1];
  shift(s + 1, n - 1);
}

double unsupported_recursive_passed_storage(double x, double y) {
  Slot s[3];
  double r = 0;
  for (int i = 0; i < 3; i++) {
    r += put(s[i].raw, x * i + y, i);
    s[i].k = i;
  }
  shift(s, 3);
  for (int i = 0; i < 3; i++)
    r += get(s[i].raw, 2) * s[i].k;
  return r;
}
