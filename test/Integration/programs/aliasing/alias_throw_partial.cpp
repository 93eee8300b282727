// covers: throw partial
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_throw_partial
// signature: double(const double*,int)
// at: 1.3 0.7 0.2
// at: -0.4 2.1 0.5 0.6 0.7 0.8 0.9

struct Stop {
  double at;
  int where;
};
static void work(double *v, int n, double x) {
  for (int i = 0; i < n; ++i) {
    v[i] *= x;
    if (i == 2)
      throw Stop{v[i] * v[0], i};
    v[i] += v[(i + 1) % n];
  }
}
double alias_throw_partial(const double *x, int n) {
  double u = x[0], y = x[1];
  double v[8];
  for (int i = 0; i < n; ++i)
    v[i] = u + i * y;
  double s = 1.0;
  for (int k = 0; k < 3; ++k) {
    try {
      work(v, n - k, y + s * 0.1);
      s += v[0];
    } catch (const Stop &e) {
      s += e.at * 0.01;
      v[e.where] = s;
    }
    s *= 1.0 + 0.01 * v[1];
  }
  return s + v[0] * v[2];
}
