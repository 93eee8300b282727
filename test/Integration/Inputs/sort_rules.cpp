// The rule of costate/algorithm.hpp: ties, parts of a range, both orders, numbers that change
// between two sorts; sorts that the rule leaves alone.
#include "function_checks.hpp"
#include <costate/algorithm.hpp>

#include <vector>

/// A part of an array, twice; what is outside stays.
double by_pointers(double x, double y) {
  double p[8];
  for (int i = 0; i < 8; ++i)
    p[i] = std::sin(3.0 * i + x) * y;
  double sum = 0.0;
  for (int round = 1; round < 3; ++round) {
    std::sort(p + 1, p + 7);
    std::sort(p + 3, p + 3);
    for (int i = 0; i < 8; ++i) {
      sum += p[i] * p[i] * (i + 1) * round;
      p[i] = std::cos(p[i] * (5 - i)) + x * i * 0.3;
    }
  }
  return sum;
}

double by_iterators(double x, double y) {
  std::vector<double> v;
  for (int i = 0; i < 40; ++i)
    v.push_back(std::cos(7.0 * i + x * y) + x);
  std::sort(v.begin(), v.end());
  double sum = v[20] * y;
  std::sort(v.begin() + 2, v.end() - 3, std::greater<double>());
  for (std::size_t i = 0; i < v.size(); ++i)
    sum += v[i] * v[i] * i;
  std::sort(v.data(), v.data() + 9, std::greater<>());
  std::vector<double> none;
  std::sort(none.begin(), none.end());
  return sum * 0.01 + v[1] - v[2] * y + none.size();
}

/// Equal numbers, zeros of both signs among them: used alike, so that a derivative exists.
double by_ties(double x, double y) {
  double p[6] = {x, y, x, 0.0 * x, -0.0 * y, y};
  std::sort(p, p + 6);
  return p[0] + p[1] + (p[2] + p[3]) * (p[4] + p[5]) * p[2] * p[5];
}

/// Equivalent, but not equal: no matter for the rule.
double by_magnitude(double x, double y) {
  double p[4] = {-x, y, 2 * x * y, -y * y};
  std::sort(p, p + 4, [](double l, double r) { return std::fabs(l) < std::fabs(r); });
  return p[0] + 2 * p[1] + p[2] * p[3];
}

double in_single(double x, double y) {
  std::vector<float> v = {float(x), float(y * y), float(x * y)};
  std::sort(v.begin(), v.end());
  return double(v[0]) + 2.0 * double(v[1]) + 3.0 * double(v[2]);
}

int main() {
  check<by_pointers>("pointers");
  check<by_iterators>("iterators");
  check<by_ties>("ties");
  check<by_magnitude>("magnitude");
  auto [sx, sy] = costate::gradient<in_single>(0.4, 0.3); // 0.09 < 0.12 < 0.4
  compare("single", "x_bar", sx, 2 * 0.3 + 3, 1e-6);
  compare("single", "y_bar", sy, 2 * 0.3 + 2 * 0.4, 1e-6);
  auto [value, tangent] = costate::jvp<in_single>(costate::wrt(0.4, 1.0), 0.3);
  compare("single", "tangent", tangent, 2 * 0.3 + 3, 1e-6);
  return failures != 0;
}
