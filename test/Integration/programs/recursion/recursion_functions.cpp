// function: recursion_functions
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// family: Recursion
// unity: no
// construct: `std::function` that recursive functions take and make

#include <functional>

using Step = std::function<double(double)>;

// Each level replaces the step by one that holds numbers in place, or another step on the heap.
static double descend(Step step, double x, int depth) {
  if (depth == 0)
    return step(x);
  const double before = step(x * 0.5);
  if (depth % 2)
    return before * descend([x](double t) { return t * x; }, x + before, depth - 1);
  return before + descend([step, x](double t) { return step(t) * x; }, x * before, depth - 1);
}

double recursion_functions(double x, double y) {
  Step step = [y](double t) { return t * y; };
  double s = descend(step, x, 3);
  return s + step(y);
}
