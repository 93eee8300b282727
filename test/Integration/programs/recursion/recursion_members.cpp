// function: recursion_members
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.2 0.5
// family: Recursion
// construct: member functions and templates that call themselves

struct Polynomial {
  double c[4];
  int n;
  double evaluate(double x, int i) const { return i == n ? 0.0 : c[i] + x * evaluate(x, i + 1); }
  void scale(double by, int i) {
    if (i == n)
      return;
    c[i] *= by;
    scale(by * by, i + 1);
  }
};

template <class T> T hermite(int n, T x) {
  if (n == 0)
    return T(1);
  if (n == 1)
    return T(2) * x;
  return T(2) * x * hermite(n - 1, x) - T(2 * (n - 1)) * hermite(n - 2, x);
}

double recursion_members(double x, double y) {
  Polynomial p = {{x, y, x * y, 2.0}, 4};
  double before = p.evaluate(y, 0);
  p.scale(x, 0);
  return before * p.evaluate(x, 0) + hermite<double>(5, y);
}
