// function: goto_scopes
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 0.7
// family: Classes
// construct: goto forwards and backwards out of scopes with destructors
struct Scale {
  double &s;
  double f;
  ~Scale() { s *= f; }
};
double goto_scopes(double x, double y) {
  double s = x + y;
  int k = 0;
again: {
  Scale a{s, x};
  {
    Scale b{s, y};
    s += 0.5 * x;
    if (++k < 3)
      goto again;
    if (s > 1.0)
      goto out;
  }
  s += y;
}
  s *= 2.0;
out:
  Scale last{s, 1.0 + x};
  return s * s;
}
