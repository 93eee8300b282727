#include <utility>

double forward_only(double x, int n);
[[costate::derivative_of(forward_only, "jvp")]]
std::pair<double, double> forward_only_jvp(double x, int n, double x_dot) {
  return {forward_only(x, n), n * x_dot};
}
#ifdef WRONG
[[costate::derivative_of(forward_only, "vjp")]]
void forward_only_vjp(double x, double v, double *x_bar) {
  *x_bar += x * v;
}
#endif
double missing(double x) { return forward_only(x, 2) * x; }

double first(const double *p);
[[costate::derivative_of(first, "vjp")]] void first_vjp(const double *p, double v, double *p_bar) {
  p_bar[0] += 2 * p[0] * v;
}
double overwritten(double x) {
  double p[1] = {x};
  double y = first(p);
  p[0] = y * y;
  return y + p[0];
}

void fill(double x, double *out);
[[costate::derivative_of(fill, "vjp")]]
void fill_vjp(double, double *, double *x_bar, double *out_bar) {
  *x_bar += out_bar[0];
  out_bar[0] = 0.0;
}
double stored_in(double x, double *out) {
  fill(x, out);
  return out[0];
}
double buffer[1];
double stored(double x) { return stored_in(x, buffer); }
