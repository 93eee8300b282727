// function: recursion_moved_callables
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// unity: no
// construct: `std::function` by value, moved into the next call

#include <functional>
static double walk(std::function<double(double)> f, double a, double b, int depth) {
  if (depth == 0)
    return (b - a) * f(0.5 * (a + b));
  double m = 0.5 * (a + b);
  double left = walk(f, a, m, depth - 1);
  return left + walk(std::move(f), m, b, depth - 1);
}
double recursion_moved_callables(double x, double y) {
  return walk([x](double t) { return x * t * t; }, 0.0, y, 2) +
         walk([x, y](double t) { return x * t * y; }, 0.0, 1.0, 2);
}
