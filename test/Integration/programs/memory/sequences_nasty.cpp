// covers: side effects in subscripts, conditions and both arms of ?:, chains, swapped pointers, references to elements
// function: sequences_nasty
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// family: Expressions
// construct: side effects in subscripts, conditions and arms of conditionals

#include <utility>

static double take(double *&p, double by) { return *p++ *= by; }

double sequences_nasty(const double *x, int n) {
  double v[8] = {0}, w[8] = {0};
  double *p = v, *q = w;
  int i = 0, k = 0;
  while (i < n) {
    v[i++] = x[k++];
    w[k - 1] = v[i - 1] * x[n - i];
    if (i == n || (k = i, v[k - 1] > 2.0))
      std::swap(p, q);
  }
  double s = 0.0, t, u;
  for (i = 0; i < n && (t = p[i], u = q[i], t < 10.0); i++) {
    double &r = i % 2 ? p[i] : q[i];
    (r > 0.0 ? t : u) *= r;
    r = u = t += u;
    s += i % 2 ? (q[i] *= 2.0, q[i]) : (p[i] -= s);
    double &last = p[n - 1];
    last += (s += r) * 0.1;
  }
  double *z = v;
  s += take(z, x[0]);
  s += z < v + n ? take(z, x[1]) : 0.0;
  s *= *z;
  double a = x[0], b = a++ * x[1], c = (a += b, --b);
  c *= a;
  a = b = c *= a;
  return s + a * b + (z - v) * c + *(z - 1);
}
