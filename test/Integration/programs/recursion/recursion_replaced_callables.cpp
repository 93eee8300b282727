// function: recursion_replaced_callables
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// unity: no
// construct: `std::function` that the function replaces for its caller

#include <functional>
static double walk(std::function<double(double)> &f, double t, int depth) {
  double r = f(t);
  if (depth == 0)
    return r;
  if (depth % 2)
    f = [r](double s) { return r * s; };
  else
    f = [t](double s) { return t + s * s; };
  return walk(f, t * 1.1, depth - 1) + f(r);
}
double recursion_replaced_callables(double x, double y) {
  std::function<double(double)> f = [x](double t) { return x * t * t; };
  return walk(f, y, 3);
}
