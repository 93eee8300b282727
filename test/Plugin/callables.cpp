// Lambdas, functors and what they hold.
//
// RUN: %clangxx -std=c++17 -Wall -Wextra -Wpedantic -Werror -fplugin=%costate_plugin -I %source_dir/include -O0 %s -o %t && %t
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fplugin=%costate_plugin -I %source_dir/include -O2 %s -o %t.O2 && %t.O2
// RUN: %gxx -std=c++17 -Wall -Wextra -Wpedantic -Werror -I %source_dir/include -fsyntax-only %s
#include "Inputs/check.h"
#include <array>
#include <costate/costate.hpp>
#include <vector>

struct Scale {
  double factor;
  std::vector<double> weights;
  double operator()(double x) const { return factor * x * x * weights[1]; }
};
struct Overloaded {
  double operator()(double x) const { return x * x; }
  double operator()(double x, double y) const { return x * y; }
};
template <class F> static double slope(const F &f, double x) { return costate::gradient(f, x); }

/// The lambda outlives no argument, but is used in a member function with its object.
struct Model {
  double a = 2;
  double slopeAt(double x) const {
    return costate::gradient([this](double t) { return a * t * t * t; }, x);
  }
  double slopeOfCopy(double x) const {
    return costate::gradient([*this](double t) { return a * t * t; }, x);
  }
};

int main() {
  // Captures by value, by reference, by initializer.
  double k = 3;
  std::vector<double> v{1, 2, 3};
  auto by_value = [k](double x) { return k * x * x; };
  auto by_reference = [&](double x) { return k * x * x + v[2] * std::sin(x); };
  CHECK(near(costate::gradient(by_value, 2.0), 12));
  CHECK(near(costate::gradient(by_reference, 2.0), 12 + 3 * std::cos(2.0)));
  k = 5, v[2] = 1;
  CHECK(near(costate::gradient(by_value, 2.0), 12));
  CHECK(near(costate::gradient(by_reference, 2.0), 20 + std::cos(2.0)));
  CHECK(near(costate::gradient([s = k * 2](double x) { return s * x * x; }, 1.0), 20));
  CHECK(near(Model().slopeAt(2), 24) && near(Model().slopeOfCopy(2), 8));

  // Generic lambdas take arguments as they are called.
  auto product = [](auto x, const auto &y) { return x * x * y; };
  auto [dx, dy] = costate::gradient(product, 2.0, 5.0);
  CHECK(near(dx, 20) && near(dy, 4));
  CHECK(near(costate::gradient(product, 2.0, 5), 20));
  CHECK(near(costate::gradient(product, 2.0f, costate::constant(5.0)), 20));
  auto sum = [](auto... x) { return (0.0 + ... + (x * x)); };
  auto [a, b, c] = costate::gradient(sum, 1.0, 2.0, 3.0);
  CHECK(near(a, 2) && near(b, 4) && near(c, 6));
  auto squares = [](const auto &list) {
    double total = 0;
    for (auto x : list)
      total += x * x;
    return total;
  };
  auto g = costate::gradient(squares, v);
  CHECK(g.size() == 3 && near(g[1], 4));
  auto h = costate::gradient(squares, std::array<double, 2>{3, 4});
  CHECK(near(h[0], 6) && near(h[1], 8));

  // Outputs through references and pointers.
  double x_bar = 0;
  double p[2] = {2, 3}, p_bar[2] = {10, 10};
  costate::gradient([](const double *q, int n) { return q[0] * q[1] * n; }, costate::wrt(p, p_bar),
                    2);
  CHECK(near(p_bar[0], 16) && near(p_bar[1], 14));
  double state = 3, state_bar = 0;
  costate::gradient(
      [](double x, auto &s) {
        s *= x;
        return s * s;
      },
      2.0, costate::wrt(state, state_bar));
  CHECK(near(state, 6) && near(state_bar, 24) && x_bar == 0);

  double from[2] = {2, 3}, from_dot[2] = {1, 10}, from_bar[2] = {}, to[2], to_dot[2],
         to_bar[2] = {1, 1};
  auto square = [](const double *in, double *out) {
    for (int i = 0; i < 2; i++)
      out[i] = in[i] * in[i];
  };
  costate::jvp(square, costate::wrt(from, from_dot), costate::wrt(to, to_dot));
  CHECK(near(to[1], 9) && near(to_dot[0], 4) && near(to_dot[1], 60));
  costate::vjp(square, costate::wrt(from, from_bar), costate::wrt(to, to_bar));
  CHECK(near(from_bar[0], 4) && near(from_bar[1], 6) && near(to_bar[0], 0));
  int calls = 0;
  CHECK(near(costate::gradient(
                 [&calls](double x) {
                   calls++;
                   return x * x;
                 },
                 3.0),
             6) &&
        calls == 1);

  // State: a mutable lambda is called on a copy.
  double start = 1;
  auto counting = [start](double x) mutable {
    start *= x;
    start *= x;
    return start;
  };
  CHECK(near(costate::gradient(counting, 3.0), 6) && near(costate::gradient(counting, 3.0), 6));
  CHECK(near(counting(2), 4));

  // Functors: what they hold is constant unless they are marked.
  Scale scale{3, {7, 2}};
  CHECK(near(costate::gradient(scale, 2.0), 24));
  auto [scale_bar, t_bar] = costate::gradient(costate::wrt(scale), costate::wrt(2.0));
  CHECK(near(scale_bar.factor, 8) && near(scale_bar.weights[0], 0) && near(t_bar, 24) &&
        near(scale_bar.weights[1], 12));
  Scale place{100, {1, 1}};
  costate::gradient(costate::wrt(scale, place), 2.0);
  CHECK(near(place.factor, 108) && near(place.weights[1], 13));
  CHECK(near(costate::gradient(Scale{1, {0, 1}}, 2.0), 4));
  CHECK(near(slope(scale, 2.0), 24) && near(slope(by_value, 2.0), 12));
  CHECK(near(costate::gradient(Overloaded{}, 3.0), 6));
  auto [ox, oy] = costate::gradient(Overloaded{}, 3.0, 4.0);
  CHECK(near(ox, 4) && near(oy, 3));

  // The other modes.
  auto [value, slope_of_value] = costate::value_and_gradient(by_value, 2.0);
  CHECK(near(value, 12) && near(slope_of_value, 12));
  auto [w, w_dot] = costate::jvp(by_value, costate::wrt(2.0, 0.5));
  CHECK(near(w, 12) && near(w_dot, 6));
  CHECK(near(costate::hvp(by_value, costate::wrt(2.0, 0.5)), 3));
  CHECK(near(costate::vjp(by_value, 2.0, 3.0), 36));
  auto scaled = [k](const std::vector<double> &x) {
    std::vector<double> y;
    for (double z : x)
      y.push_back(k * z * z);
    return y;
  };
  auto back = costate::vjp(scaled, std::vector<double>{1, 10, 0}, std::vector<double>{1, 2, 3});
  CHECK(near(back[0], 10) && near(back[1], 200) && near(back[2], 0));
  auto [y, y_dot] = costate::jvp(scaled, costate::wrt(v, std::vector<double>{1, 0, 1}));
  CHECK(near(y[1], 20) && near(y_dot[0], 10) && near(y_dot[1], 0));
  auto jacobian = costate::jacobian(scaled, v);
  CHECK(near(jacobian[1][1], 20) && near(jacobian[0][1], 0));
  auto hessian = costate::hessian([k](double r, double s) { return k * r * r * s; }, 1.0, 3.0);
  CHECK(near(hessian[0][0], 30) && near(hessian[0][1], 10) && near(hessian[1][1], 0));
  return 0;
}
