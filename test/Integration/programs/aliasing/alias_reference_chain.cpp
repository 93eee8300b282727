// covers: alias_reference_chain
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_reference_chain
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

static double &pick(double &a, double &b, int k) { return k % 2 ? a : b; }
static const double &larger(const double &a, const double &b) {
  return a < b ? b : a;
}
double alias_reference_chain(double x, double y) {
  double a = x, b = y, c[2] = {x * y, x - y};
  for (int i = 0; i < 4; ++i) {
    double &r = pick(a, pick(b, c[i % 2], i / 2), i);
    r += 0.2 * larger(a, c[0]);
    pick(r, a, i) *= 1 + 0.1 * b;
    double &&t = r * 2.0;
    t += a;
    c[1] += t * r;
    const double &k = larger(c[1], r);
    r = 0.5 * r;
    b += k * 0.1;
  }
  return a * b + c[0] * c[1];
}
