// Rules and marks hold however a function is reached.
#include <cmath>
#include <costate/costate.hpp>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

static int failures = 0;
static void compare(const char *what, double value, double expected) {
  if (std::fabs(value - expected) <= 1e-12 * (1 + std::fabs(expected)))
    return;
  std::printf("%s: %.17g instead of %.17g\n", what, value, expected);
  failures++;
}
template <double (*F)(double)> static void check(const char *what, double x, double expected) {
  compare(what, costate::gradient<F>(x), expected);
  compare(what, costate::jvp<F>(costate::wrt(x, 1.0)).second, expected);
}

//===------------------------ overloads, namespaces -----------------------===//

double square(double x) { return x * x; }
double square(double x, double s) { return s * x * x; }
float square(float x) { return x * x; }
COSTATE_DERIVATIVE_OF(square, "vjp") void square_vjp(double x, double v, double *x_bar) {
  *x_bar += 1000 * x * v;
}
COSTATE_DERIVATIVE_OF(square, "jvp") std::pair<double, double> square_jvp(double x, double x_dot) {
  return {x * x, 1000 * x * x_dot};
}
double overload_with_rule(double x) { return square(x); }
double overload_without(double x) { return square(x, 2.0); }
double other_overload(double x) { return square(float(x)); }

namespace library {
double cube(double x);
struct Gain {
  double value;
  double apply(double x) const;
  static double fixed(double x);
};
} // namespace library
namespace rules {
COSTATE_DERIVATIVE_OF(library::cube, "vjp") void cube_vjp(double x, double v, double *x_bar) {
  *x_bar += 7 * x * v;
}
COSTATE_DERIVATIVE_OF(library::cube, "jvp")
std::pair<double, double> cube_jvp(double x, double x_dot) {
  return {library::cube(x), 7 * x * x_dot};
}
COSTATE_DERIVATIVE_OF(&library::Gain::apply, "vjp")
void apply_vjp(const library::Gain &, double, double v, library::Gain *gain_bar, double *x_bar) {
  gain_bar->value += 5 * v;
  *x_bar += 11 * v;
}
COSTATE_DERIVATIVE_OF(&library::Gain::apply, "jvp")
std::pair<double, double> apply_jvp(const library::Gain &gain, double x,
                                    const library::Gain &gain_dot, double x_dot) {
  return {gain.apply(x), 5 * gain_dot.value + 11 * x_dot};
}
COSTATE_DERIVATIVE_OF(&library::Gain::fixed, "vjp")
void fixed_vjp(double, double v, double *x_bar) {
  *x_bar += 13 * v;
}
COSTATE_DERIVATIVE_OF(&library::Gain::fixed, "jvp")
std::pair<double, double> fixed_jvp(double x, double x_dot) { return {x, 13 * x_dot}; }
} // namespace rules
double other_namespace(double x) { return library::cube(x) + library::cube(x * x); }
double members(double x) {
  library::Gain gain{x};
  return gain.apply(x) + library::Gain::fixed(x);
}
namespace library {
double cube(double x) { return x * x * x; }
double Gain::apply(double x) const { return value * x; }
double Gain::fixed(double x) { return x; }
} // namespace library

//===------------------------------ recursion -----------------------------===//

double power(double x, int n) { return n == 0 ? 1.0 : x * power(x, n - 1); }
COSTATE_DERIVATIVE_OF(power, "vjp") void power_vjp(double x, int n, double v, double *x_bar) {
  *x_bar += 2 * n * power(x, n - 1) * v;
}
COSTATE_DERIVATIVE_OF(power, "jvp")
std::pair<double, double> power_jvp(double x, int n, double x_dot) {
  return {power(x, n), 2 * n * power(x, n - 1) * x_dot};
}
double recursive_primal(double x) { return power(x, 3) + power(3.0, 2) * x; }

double leaf(double x) { return 2 * x; }
COSTATE_DERIVATIVE_OF(leaf, "vjp") void leaf_vjp(double, double v, double *x_bar) {
  *x_bar += 3 * v;
}
COSTATE_DERIVATIVE_OF(leaf, "jvp") std::pair<double, double> leaf_jvp(double x, double x_dot) {
  return {2 * x, 3 * x_dot};
}
static double nested(double x, int n) { return n == 0 ? leaf(x) : leaf(nested(x, n - 1)); }
double recursive_caller(double x) { return nested(x, 2); }

//===---------------------- pointers, templates, virtual ------------------===//

inline double twice(double x) { return 2 * x; }
COSTATE_DERIVATIVE_OF(twice, "vjp") void twice_vjp(double, double v, double *x_bar) {
  *x_bar += 33 * v;
}
COSTATE_DERIVATIVE_OF(twice, "jvp") std::pair<double, double> twice_jvp(double x, double x_dot) {
  return {2 * x, 33 * x_dot};
}
static double same(double x) { return x; }
template <class F> static double call(F f, double x) { return f(x); }
double by_pointer(double x) {
  double (*f)(double) = twice;
  return f(x);
}
double by_choice(double x) {
  double sum = 0;
  for (int i = 0; i < 3; i++) {
    double (*f)(double) = i == 1 ? same : twice;
    sum += f(x);
  }
  return sum;
}
double by_template(double x) { return call(twice, x) + call(&twice, x); }
double by_lambda(double x) {
  return call([](double y) { return twice(y); }, x);
}

struct Base {
  virtual ~Base() = default;
  virtual double f(double x) const { return x; }
};
struct Plain : Base {
  double f(double x) const override { return x * x; }
};
struct Ruled : Base {
  double f(double x) const override { return 5 * x; }
};
COSTATE_DERIVATIVE_OF(&Base::f, "vjp")
void base_vjp(const Base &, double, double v, double *x_bar) { *x_bar += 100 * v; }
COSTATE_DERIVATIVE_OF(&Base::f, "jvp")
std::pair<double, double> base_jvp(const Base &base, double x, double x_dot) {
  return {base.Base::f(x), 100 * x_dot};
}
COSTATE_DERIVATIVE_OF(&Ruled::f, "vjp")
void ruled_vjp(const Ruled &, double, double v, double *x_bar) { *x_bar += 55 * v; }
COSTATE_DERIVATIVE_OF(&Ruled::f, "jvp")
std::pair<double, double> ruled_jvp(const Ruled &, double x, double x_dot) {
  return {5 * x, 55 * x_dot};
}
template <int Kind> static double dispatched(double x, int kind) {
  std::unique_ptr<Base> base;
  if (kind == 0)
    base = std::make_unique<Base>();
  else if (kind == 1)
    base = std::make_unique<Plain>();
  else
    base = std::make_unique<Ruled>();
  return base->f(x);
}
int kind = 0;
double virtual_base(double x) { return dispatched<0>(x, kind); }
double virtual_plain(double x) { return dispatched<1>(x, kind + 1); }
double virtual_ruled(double x) { return dispatched<2>(x, kind + 2); }

// A rule comes before what is known about a library function.
COSTATE_DERIVATIVE_OF(std::tanh, "vjp") void tanh_vjp(float, float v, float *x_bar) {
  *x_bar += 17 * v;
}
COSTATE_DERIVATIVE_OF(std::tanh, "jvp") std::pair<float, float> tanh_jvp(float x, float x_dot) {
  return {std::tanh(x), 17 * x_dot};
}
double library_function(double x) { return std::tanh(float(x)); }

//===-------------------------------- marks -------------------------------===//

COSTATE_INACTIVE double frozen(double x) { return x * x; }
double inactive_by_pointer(double x) {
  double (*f)(double) = frozen;
  return f(x) * x;
}
double inactive_by_choice(double x) {
  double (*f)(double) = kind ? same : frozen;
  return f(x) * x;
}
struct Frozen : Base {
  COSTATE_INACTIVE double f(double x) const override { return x * x; }
};
double inactive_override(double x) {
  std::unique_ptr<Base> base;
  if (kind)
    base = std::make_unique<Plain>();
  else
    base = std::make_unique<Frozen>();
  return base->f(x) * x;
}
// On behalf of an inactive function: through pointers, virtual functions and rules, in memory, too.
static void scale(double *p) { p[0] *= 3; }
COSTATE_INACTIVE double work(void (*f)(double *), const Base &base, double *p, double x) {
  f(p);
  return base.f(x) + twice(x) + p[0];
}
double inactive_calls(double x) {
  double p[1] = {x};
  Plain plain;
  Base base;
  const Base &chosen = kind ? base : static_cast<const Base &>(plain);
  double constant = work(scale, chosen, p, x);
  return constant * x + p[0] * x + p[0];
}

int main() {
  check<overload_with_rule>("overload with a rule", 3, 3000);
  check<overload_without>("overload without", 3, 12);
  check<other_overload>("other overload", 3, 6);
  check<other_namespace>("other namespace", 2, 14 + 28 * 4);
  check<members>("members", 2, 5 + 11 + 13);
  check<recursive_primal>("recursive primal", 2, 24 + 9);
  check<recursive_caller>("recursive caller", 2, 27);
  check<by_pointer>("by pointer", 2, 33);
  check<by_choice>("by choice", 2, 67);
  check<by_template>("by template", 2, 66);
  check<by_lambda>("by lambda", 2, 33);
  check<twice>("itself", 2, 33);
  check<virtual_base>("virtual, rule of the base", 2, 100);
  check<virtual_plain>("virtual, override without rule", 2, 4);
  check<virtual_ruled>("virtual, rule of the override", 2, 55);
  check<library_function>("library function", 2, 17);
  check<inactive_by_pointer>("inactive by pointer", 3, 9);
  check<inactive_by_choice>("inactive by choice", 3, 9);
  check<inactive_override>("inactive override", 3, 9);
  check<inactive_calls>("inactive calls", 2, (4 + 4 + 6) + 6);
  return failures != 0;
}
