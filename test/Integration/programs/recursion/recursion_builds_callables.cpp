// function: recursion_builds_callables
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// unity: no
// construct: `std::function` with numbers in place that the function leaves to its caller

#include <functional>
#include <vector>

static void build(std::vector<std::function<double(double)>> &stages, double x, int depth) {
  if (depth == 0)
    return;
  stages.push_back([x](double t) { return t * x + 1.0; });
  build(stages, x * 0.5, depth - 1);
}

double recursion_builds_callables(double x, double y) {
  std::vector<std::function<double(double)>> stages;
  build(stages, x * y, 3);
  double s = y;
  for (const auto &stage : stages)
    s = stage(s);
  return s;
}
