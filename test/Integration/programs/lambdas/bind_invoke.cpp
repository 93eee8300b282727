// function: bind_invoke
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: `std::function`, `std::bind`, `std::invoke`

#include <functional>

struct Line {
  double slope, offset;
  double at(double t) const { return slope * t + offset; }
};
static double mix(double a, double b, double w) { return a * w + b * (1.0 - w); }

double bind_invoke(double x, double y) {
  using namespace std::placeholders;
  auto m = std::bind(mix, _2, _1, 0.25);
  Line line{x, y};
  auto at = std::mem_fn(&Line::at);
  return m(x * x, y) + std::invoke(&Line::at, line, 2.0) * at(line, y) + std::invoke(&Line::slope, line) + std::plus<>()(x, y);
}
