// function: recursion_swapped_callables
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// unity: no
// construct: `std::function` that the function swaps for its caller

#include <functional>
static double walk(std::function<double(double)> &f, std::function<double(double)> &g, double t, int depth) {
  if (depth == 0)
    return f(t) + 2.0 * g(t);
  f.swap(g);
  double r = walk(f, g, t * 1.1, depth - 1);
  return r * f(t);
}
double recursion_swapped_callables(double x, double y) {
  std::function<double(double)> f = [x](double t) { return x * t * t; };
  std::function<double(double)> g = [x, y](double t) { return x * t * y; };
  return walk(f, g, y, 3);
}
