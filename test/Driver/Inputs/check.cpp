// Functions for check.test: right, wrong by a rule, and at their edges.
#include <cmath>
#include <utility>
#include <vector>

namespace model {
double score(double x, const double *p, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += std::sin(x * p[i]);
  return s;
}
void filter(const std::vector<double> &x, std::vector<double> &y) {
  for (unsigned i = 0; i < x.size(); i++)
    y[i] = x[i] * y[i];
}
template <class T> T cube(T t) { return t * t * t; }
double use_cube() { return cube(2.0); }
double root(double x) { return std::sqrt(x); }
double crease(double x) { return x < 1.0 ? x : 2.0 * x - 1.0; }
float single(float x) { return x * std::sqrt(x); }

double product(double x, double y) { return x * y; }
[[costate::derivative_of(product, "vjp")]] void product_vjp(double x, double y, double r_bar, double *x_bar, double *y_bar) {
  *x_bar += r_bar * y;
  *y_bar -= r_bar * x;
}
[[costate::derivative_of(product, "jvp")]] std::pair<double, double> product_jvp(double x, double y, double x_dot, double y_dot) {
  return {x * y, x_dot * y + x * y_dot};
}
double square(double x) { return x * x; }
[[costate::derivative_of(square, "vjp")]] void square_vjp(double x, double r_bar, double *x_bar) { *x_bar += r_bar * x; }
[[costate::derivative_of(square, "jvp")]] std::pair<double, double> square_jvp(double x, double x_dot) { return {x * x, x_dot * x}; }
double shifted(double x) { return x; }
[[costate::derivative_of(shifted, "vjp")]] void shifted_vjp(double, double r_bar, double *x_bar) { *x_bar += r_bar; }
[[costate::derivative_of(shifted, "jvp")]] std::pair<double, double> shifted_jvp(double x, double x_dot) { return {x + 1.0, x_dot}; }

struct Model {
  double a;
  double at(double x) const { return a * x; }
};
double unnamed(double, double y) { return y; }
double of_model(const Model &m, double x) { return m.at(x); }
int count(int n) { return n; }
} // namespace model

int main() { return 3; }
