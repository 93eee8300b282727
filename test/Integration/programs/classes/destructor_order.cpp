// function: destructor_order
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.1
// family: Classes
// construct: destructors with effects on active data: order, nested scopes, early return, break, continue
struct Scale {
  double &s;
  double f;
  Scale(double &target, double factor) : s(target), f(factor) {}
  ~Scale() { s = s * f + 0.5 * s * s * 0.01; }
};

static double early(const double *x, int n) {
  double s = 1.0;
  {
    Scale outer(s, x[0]);
    for (int i = 0; i < n; ++i) {
      Scale a(s, x[i]);
      if (x[i] < 0.0) {
        Scale b(s, 1.5);
        s += x[i] * x[0];
        continue;
      }
      Scale c(s, 0.9);
      if (s > 4.0) {
        Scale d(s, 0.1);
        s -= x[i];
        break;
      }
      s += x[i] * x[i];
    }
    if (s > 100.0)
      return s * x[0];
    s += 0.25 * x[n - 1];
  }
  return s;
}

double destructor_order(const double *x, int n) {
  double total = early(x, n), kept = 2.0;
  {
    Scale g(total, kept * x[1]);
    kept = total * total;
  }
  return total + kept * x[2];
}
