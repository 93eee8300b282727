// Jacobians and Hessians: shapes and numbers.
//
// RUN: %clangxx -std=c++17 -Wall -Wextra -Wpedantic -Werror -fplugin=%costate_plugin -I %source_dir/include -O0 %s -o %t && %t
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fplugin=%costate_plugin -I %source_dir/include -O2 %s -o %t.O2 && %t.O2
// RUN: %costate build %s -o %t.o
// RUN: %gxx -std=c++17 -Wall -Wextra -Wpedantic -Werror -I %source_dir/include -O2 %s %t.o -o %t.gxx && %t.gxx
#include "Inputs/check.h"
#include <array>
#include <costate/costate.hpp>
#include <type_traits>
#include <vector>

using Vector2 = std::array<double, 2>;
using Vector3 = std::array<double, 3>;
using Vector = std::vector<double>;

Vector2 narrow(const Vector3 &x, double s) { return {s * x[0] * x[1], x[2] * x[2]}; }
Vector3 wide(Vector2 x) { return {x[0] * x[1], x[0], std::sin(x[1])}; }
Vector dynamic(const Vector &x, int n) {
  Vector y;
  for (int i = 0; i < n; i++)
    y.push_back(x[0] * x[i % x.size()]);
  return y;
}
Vector2 mixed(const Vector &x) { return {x[0] * x[1], x[1] * x[1]}; }
Vector2 polar(double r, double t) { return {r * std::cos(t), r * std::sin(t)}; }
double two(double x, double y) { return x * x * y + y * y * y; }
float three(float x, float y, float z, int n) { return x * y * z * float(n); }
double fixed_size(const Vector3 &x) { return x[0] * x[1] * x[2] + x[0] * x[0]; }
double cubes(Vector x, double s) {
  double sum = 0;
  for (double v : x)
    sum += v * v * v;
  return s * sum * x[0];
}
double pointed(double x, const double *p, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i] * x * x;
  return sum;
}
struct Body {
  double mass;
  double energy(const Vector2 &v) const { return mass * (v[0] * v[0] + v[0] * v[1]); }
  Vector2 momentum(const Vector2 &v) const { return {mass * v[0], mass * v[1] * v[0]}; }
};

int main() {
  auto rows = costate::jacobian<narrow>(costate::wrt(Vector3{1, 2, 3}), 2.0);
  static_assert(std::is_same_v<decltype(rows), std::array<Vector3, 2>>);
  CHECK(near(rows[0][0], 4) && near(rows[0][1], 2) && near(rows[0][2], 0));
  CHECK(near(rows[1][0], 0) && near(rows[1][1], 0) && near(rows[1][2], 6));
  auto columns = costate::jacobian<wide>(Vector2{2, 3});
  static_assert(std::is_same_v<decltype(columns), std::array<Vector2, 3>>);
  CHECK(near(columns[0][0], 3) && near(columns[0][1], 2) && near(columns[1][0], 1));
  CHECK(near(columns[1][1], 0) && near(columns[2][0], 0) && near(columns[2][1], std::cos(3.0)));
  auto lists = costate::jacobian<dynamic>(Vector{2, 3}, 3);
  static_assert(std::is_same_v<decltype(lists), std::vector<Vector>>);
  CHECK(lists.size() == 3 && near(lists[0][0], 4) && near(lists[0][1], 0));
  CHECK(near(lists[1][0], 3) && near(lists[1][1], 2) && near(lists[2][0], 4));
  CHECK(costate::jacobian<dynamic>(Vector{2}, 0).empty());
  auto few = costate::jacobian<mixed>(Vector{2, 3, 4});
  static_assert(std::is_same_v<decltype(few), std::array<Vector, 2>>);
  CHECK(few[0].size() == 3 && near(few[0][0], 3) && near(few[0][1], 2) && near(few[1][1], 6));
  auto by_numbers = costate::jacobian<polar>(2.0, 0.5);
  static_assert(std::is_same_v<decltype(by_numbers), std::array<Vector2, 2>>);
  CHECK(near(by_numbers[0][0], std::cos(0.5)) && near(by_numbers[0][1], -2 * std::sin(0.5)));
  CHECK(near(by_numbers[1][0], std::sin(0.5)) && near(by_numbers[1][1], 2 * std::cos(0.5)));
  auto by_one = costate::jacobian<polar>(costate::wrt(2.0), 0.5);
  static_assert(std::is_same_v<decltype(by_one), Vector2>);
  CHECK(near(by_one[0], std::cos(0.5)) && near(by_one[1], std::sin(0.5)));
  auto gradient = costate::jacobian<two>(2.0, 3.0);
  CHECK(near(gradient[0], 12) && near(gradient[1], 31));

  auto h = costate::hessian<two>(2.0, 3.0);
  static_assert(std::is_same_v<decltype(h), std::array<Vector2, 2>>);
  CHECK(near(h[0][0], 6) && near(h[0][1], 4) && near(h[1][0], 4) && near(h[1][1], 18));
  CHECK(near(costate::hessian<two>(costate::wrt(2.0), 3.0), 6));
  auto f = costate::hessian<three>(2.0f, 3.0f, 5.0f, 2);
  static_assert(std::is_same_v<decltype(f), std::array<std::array<float, 3>, 3>>);
  CHECK(near(f[0][1], 10) && near(f[0][2], 6) && near(f[1][2], 4) && near(f[2][2], 0));
  auto q = costate::hessian<fixed_size>(Vector3{1, 2, 3});
  CHECK(near(q[0][0], 2) && near(q[0][1], 3) && near(q[0][2], 2) && near(q[1][2], 1));
  CHECK(near(q[1][0], 3) && near(q[1][1], 0) && near(q[2][0], 2) && near(q[2][2], 0));
  auto c = costate::hessian<cubes>(costate::wrt(Vector{1, 2}), 2.0);
  static_assert(std::is_same_v<decltype(c), std::vector<Vector>>);
  CHECK(near(c[0][0], 24) && near(c[0][1], 24) && near(c[1][0], 24) && near(c[1][1], 24));
  const double p[] = {1, 2, 3};
  CHECK(near(costate::hessian<pointed>(2.0, p, 3), 12));

  Body body{3};
  auto e = costate::hessian<&Body::energy>(body, Vector2{1, 2});
  CHECK(near(e[0][0], 6) && near(e[0][1], 3) && near(e[1][0], 3) && near(e[1][1], 0));
  auto j = costate::jacobian<&Body::momentum>(body, Vector2{1, 2});
  CHECK(near(j[0][0], 3) && near(j[0][1], 0) && near(j[1][0], 6) && near(j[1][1], 3));
  return 0;
}
