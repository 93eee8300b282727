#include "check_derivatives.hpp"

#include <type_traits>
#include <utility>

// Defined elsewhere: without its rules this is refused.
double black_box(double x, int k);

[[costate::derivative_of(black_box, "jvp")]]
std::pair<double, double> black_box_jvp(double x, int k, double x_dot) {
  return {black_box(x, k), k * std::pow(x, k - 1) * x_dot};
}
[[costate::derivative_of(black_box, "vjp")]]
void black_box_vjp(double x, int k, double result_bar, double *x_bar) {
  *x_bar += k * std::pow(x, k - 1) * result_bar;
}
double calls_black_box(double x, double y) {
  double s = y;
  for (int k = 1; k < 4; k++) {
    if (k == 2)
      s += x;
    s = black_box(s, k) * 0.5 + x;
  }
  return s;
}

// The rule is used although the body could be differentiated: it says something else.
double clipped(double x) { return x * x; }
[[costate::derivative_of(clipped, "vjp")]] void clipped_vjp(double, double v, double *x_bar) {
  *x_bar += 10.0 * v;
}
[[costate::derivative_of(clipped, "jvp")]]
std::pair<double, double> clipped_jvp(double x, double x_dot) {
  return {clipped(x), 10.0 * x_dot};
}
double calls_clipped(double x, double y) { return clipped(x * y) + x; }

// Saved state: the memory is overwritten before the vjp runs.
struct Norm {
  double p[2];
  double value;
};
double norm(const double *p, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += p[i] * p[i];
  return std::sqrt(sum);
}
[[costate::derivative_of(norm, "augmented")]]
std::pair<double, Norm> norm_augmented(const double *p, int n) {
  double value = norm(p, n);
  return {value, Norm{{p[0], p[1]}, value}};
}
[[costate::derivative_of(norm, "vjp")]]
void norm_vjp(const double *, int n, const Norm &state, double v, double *p_bar) {
  for (int i = 0; i < n; i++)
    p_bar[i] += v * state.p[i] / state.value;
}
[[costate::derivative_of(norm, "jvp")]]
std::pair<double, double> norm_jvp(const double *p, int n, const double *p_dot) {
  double value = norm(p, n), dot = 0.0;
  for (int i = 0; i < n; i++)
    dot += p[i] * p_dot[i];
  return {value, dot / value};
}
double calls_norm(double x, double y) {
  double p[2] = {x, y}, s = 0.0;
  for (int i = 0; i < 3; i++) {
    double r = norm(p, 2);
    s += r * p[0];
    p[0] += p[1] * r;
    p[1] *= 0.5;
  }
  return s;
}
double same_norm(const double *p, int n) { // without a rule
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += p[i] * p[i];
  return std::sqrt(sum);
}
double calls_same_norm(double x, double y) {
  double p[2] = {x, y}, s = 0.0;
  for (int i = 0; i < 3; i++) {
    double r = same_norm(p, 2);
    s += r * p[0];
    p[0] += p[1] * r;
    p[1] *= 0.5;
  }
  return s;
}

// Results through a pointer, of a member function.
class Scaling {
public:
  explicit Scaling(double factor) : factor(factor) {}
  void apply(const double *from, double *to, int n) const {
    for (int i = 0; i < n; i++)
      to[i] = factor * from[i];
  }
  double factor;
};
[[costate::derivative_of(&Scaling::apply, "vjp")]]
void scaling_vjp(const Scaling &self, const double *from, double *, int n, Scaling *self_bar,
                 double *from_bar, double *to_bar) {
  for (int i = 0; i < n; i++) {
    self_bar->factor += from[i] * to_bar[i];
    from_bar[i] += self.factor * to_bar[i];
    to_bar[i] = 0.0;
  }
}
[[costate::derivative_of(&Scaling::apply, "jvp")]]
void scaling_jvp(const Scaling &self, const double *from, double *to, int n,
                 const Scaling &self_dot, const double *from_dot, double *to_dot) {
  self.apply(from, to, n);
  for (int i = 0; i < n; i++)
    to_dot[i] = self_dot.factor * from[i] + self.factor * from_dot[i];
}
double calls_member(double x, double y) {
  Scaling scaling(x);
  double from[2] = {y, x * y}, to[2];
  scaling.apply(from, to, 2);
  return to[0] * to[1] + to[1];
}

// A template of rules for a template.
template <class T> T cube(T x) { return x * x * x; }
template <class T>
[[costate::derivative_of(cube, "vjp")]]
void cube_vjp(T x, T v, T *x_bar) {
  *x_bar += T(3) * x * x * v;
}
template <class T>
[[costate::derivative_of(cube, "jvp")]]
std::pair<T, T> cube_jvp(T x, T x_dot) {
  return {cube(x), T(3) * x * x * x_dot};
}
double calls_cube(double x, double y) { return cube(x) * y + cube(y); }

// Rules for members of a class template: their parameters are deduced from the class, a partial
// specialization included. Of `int` power 1 there is no rule, as the rule's demand says: the code
// is differentiated.
template <class T, int Power, bool IsFast> struct Monomial {
  T factor;
  static T power(T x) { return Power == 0 ? T(1) : x * Monomial<T, Power - 1, IsFast>::power(x); }
  T scaled(T x) const { return factor * power(x); }
};
template <class T, bool IsFast> struct Monomial<T, 0, IsFast> {
  static T power(T) { return T(1); }
};
template <class T, int Power> using Slow = Monomial<T, Power, false>;
template <class T, int Power>
[[costate::derivative_of((Slow<T, Power>::power), "vjp")]]
std::enable_if_t<(Power > 1)> power_vjp(T x, T v, T *x_bar) {
  *x_bar += T(10 * Power) * Slow<T, Power - 1>::power(x) * v;
}
template <class T, int Power>
[[costate::derivative_of((Slow<T, Power>::power), "jvp")]]
std::enable_if_t<(Power > 1), std::pair<T, T>> power_jvp(T x, T x_dot) {
  return {Slow<T, Power>::power(x), T(10 * Power) * Slow<T, Power - 1>::power(x) * x_dot};
}
template <class T>
[[costate::derivative_of((&Monomial<T, 2, true>::scaled), "vjp")]]
void scaled_vjp(const Monomial<T, 2, true> &self, T x, T v, Monomial<T, 2, true> *self_bar,
                T *x_bar) {
  self_bar->factor += T(100) * x * x * v;
  *x_bar += T(200) * self.factor * x * v;
}
template <class T>
[[costate::derivative_of((&Monomial<T, 2, true>::scaled), "jvp")]]
std::pair<T, T> scaled_jvp(const Monomial<T, 2, true> &self, T x,
                           const Monomial<T, 2, true> &self_dot, T x_dot) {
  return {self.factor * x * x, T(100) * x * x * self_dot.factor + T(200) * self.factor * x * x_dot};
}
// 10 * 3 x^2 by the rule; y and y^2 by the code, as `fast` has another form.
double calls_power(double x, double y) {
  return Monomial<double, 3, false>::power(x) + Monomial<double, 1, false>::power(y) +
         Monomial<double, 2, true>::power(y);
}
double calls_scaled(double x, double y) { return Monomial<double, 2, true>{x}.scaled(y); }

double direct(double x, double y) { return x * y; }
[[costate::derivative_of(direct, "vjp")]]
void direct_vjp(double, double, double v, double *x_bar, double *y_bar) {
  *x_bar += 7.0 * v;
  *y_bar += 8.0 * v;
}
[[costate::derivative_of(direct, "jvp")]]
std::pair<double, double> direct_jvp(double x, double y, double x_dot, double y_dot) {
  return {x * y, 7.0 * x_dot + 8.0 * y_dot};
}

static void differences(double (*f)(double, double), double x, double y, double *g) {
  const double h = 1e-5;
  g[0] = (8 * (f(x + h, y) - f(x - h, y)) - (f(x + 2 * h, y) - f(x - 2 * h, y))) / (12 * h);
  g[1] = (8 * (f(x, y + h) - f(x, y - h)) - (f(x, y + 2 * h) - f(x, y - 2 * h))) / (12 * h);
}

int main() {
  const double x = 1.3, y = 0.7;
  // s1 = y/2 + x;  s2 = (s1 + x)^2/2 + x;  s3 = s2^3/2 + x
  double s1 = 0.5 * y + x, s2 = 0.5 * (s1 + x) * (s1 + x) + x;
  double s2_x = (s1 + x) * 2 + 1, s2_y = (s1 + x) * 0.5;
  check<calls_black_box>("black box", x, y, 1.5 * s2 * s2 * s2_x + 1, 1.5 * s2 * s2 * s2_y);
  double xx = 3 * s2 * s2_x * s2_x + 1.5 * s2 * s2 * 4, xy = 3 * s2 * s2_x * s2_y + 1.5 * s2 * s2;
  double yy = 3 * s2 * s2_y * s2_y + 1.5 * s2 * s2 * 0.25;
  check_second<calls_black_box>("black box", x, y, xx, xy, yy);
  check<calls_clipped>("clipped", x, y, 10 * y + 1, 10 * x);
  check_second<calls_clipped>("clipped", x, y, 0, 10, 0);
  auto [by_x, by_y] = costate::gradient<calls_same_norm>(x, y);
  check<calls_norm>("norm", x, y, by_x, by_y);
  auto [hx, hy] = costate::hvp<calls_norm>(costate::wrt(x, 0.2), costate::wrt(y, 0.9));
  auto [kx, ky] = costate::hvp<calls_same_norm>(costate::wrt(x, 0.2), costate::wrt(y, 0.9));
  compare("norm", "x_hv", hx, kx);
  compare("norm", "y_hv", hy, ky);
  double g[2];
  differences(calls_member, x, y, g);
  check<calls_member>("member", x, y, 3 * x * x * y * y + 2 * x * y, 2 * x * x * x * y + x * x);
  compare("member", "difference", std::fabs(g[0] - (3 * x * x * y * y + 2 * x * y)) < 1e-8, 1);
  check<calls_cube>("template", x, y, 3 * x * x * y, x * x * x + 3 * y * y);
  check_second<calls_cube>("template", x, y, 6 * x * y, 3 * x * x, 6 * y);
  check<calls_power>("member of a class template", x, y, 30 * x * x, 1 + 2 * y);
  check<calls_scaled>("of an object", x, y, 100 * y * y, 200 * x * y);
  check<direct>("direct", x, y, 7, 8);
  return failures != 0;
}
