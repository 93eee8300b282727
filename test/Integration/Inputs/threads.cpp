// What keeps most behind the scenes: tapes, recursion, the heap, text, tables of constants,
// exceptions.
#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

static double weigh(double x, int depth) {
  static const double weights[] = {0.3, 0.2, 0.5};
  if (depth == 0 || x > 3.0)
    return x * weights[depth % 3];
  return weigh(x * 1.1, depth - 1) * weigh(x * 0.9, depth - 2 > 0 ? depth - 2 : 0) +
         weights[depth % 3];
}

[[costate::grad]] double mixture(const double *x, int n) {
  std::vector<double> values;
  std::map<int, double> sums;
  std::function<double(double)> shape = [&](double t) { return std::sin(t) * x[0]; };
  double t = x[1];
  for (int i = 0; t < 2.0 * n; ++i) {
    t = t * 1.05 + std::fabs(shape(t)) * 0.1;
    values.push_back(t * x[i % n]);
    sums[i % 3] += values.back();
  }
  double sum = weigh(x[0], 6);
  for (const auto &[key, value] : sums)
    sum += value * (key + 1) * 0.01;
  try {
    if (values.size() > 3)
      throw std::runtime_error(std::to_string(values.size()));
    sum += values[0];
  } catch (const std::runtime_error &error) {
    sum *= 1.0 + 0.001 * std::string(error.what()).size();
  }
  return sum;
}
