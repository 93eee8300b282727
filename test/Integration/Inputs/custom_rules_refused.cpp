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

#ifdef INSTANCE
// A rule that suits no instance of the template that is used.
template <class T> T half(T x) { return x / 2; }
[[costate::derivative_of(half, "vjp")]] void half_vjp(double x, double *x_bar);
double instance(double x) { return half(x); }
#endif

#ifdef MEMBER
// A rule for the members of a class template whose signature does not suit.
template <class T, int N> struct Line {
  static T at(T x) { return N * x; }
};
template <class T, int N>
[[costate::derivative_of((Line<T, N>::at), "vjp")]] void at_vjp(T x, T *x_bar);
double member(double x) { return Line<double, 3>::at(x); }
#endif

#ifdef BODILESS
// A rule whose own calls cannot be followed, reached through a pointer.
double outside(double x);
double simple(double x) { return x; }
[[costate::derivative_of(simple, "vjp")]] void simple_vjp(double x, double v, double *x_bar) {
  *x_bar += outside(x) * v;
}
double through_pointer(double x) {
  double (*f)(double) = simple;
  return f(x);
}
#endif
