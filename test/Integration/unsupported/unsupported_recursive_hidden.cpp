// function: unsupported_recursive_hidden
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: raw storage in which the caller keeps pointers, moved byte by byte
// expect: refused costate-ambiguous-storage

struct Slot {
  alignas(8) unsigned char raw[8];
  int kind;
};
static void shift(Slot *s, int n) {
  if (n <= 1)
    return;
  Slot t = s[0];
  s[0] = s[1];
  s[1] = t;
  shift(s + 1, n - 1);
}
double unsupported_recursive_hidden(double x, double y) {
  double a = x * y, b = x + y, c = y;
  Slot s[3];
  *reinterpret_cast<double **>(s[0].raw) = &a;
  *reinterpret_cast<double **>(s[1].raw) = &b;
  *reinterpret_cast<double **>(s[2].raw) = &c;
  shift(s, 3);
  **reinterpret_cast<double **>(s[0].raw) *= x;
  shift(s, 2);
  double r = 0;
  for (int i = 0; i < 3; i++)
    r += (i + 1) * **reinterpret_cast<double **>(s[i].raw);
  return r + a * b;
}
