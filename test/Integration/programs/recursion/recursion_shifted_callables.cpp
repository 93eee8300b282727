// function: recursion_shifted_callables
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// unity: no
// construct: arrays of `std::function`, moved by one

#include <functional>
#include <utility>

using Step = std::function<double(double)>;

static void shift(Step *steps, int n) {
  if (n <= 1)
    return;
  steps[0] = std::move(steps[1]);
  shift(steps + 1, n - 1);
}

double recursion_shifted_callables(double x, double y) {
  Step steps[3] = {[x](double t) { return x * t * t; }, [x, y](double t) { return x * t * y; },
                   [y](double t) { return y + t; }};
  shift(steps, 3);
  return steps[0](x) * steps[1](y);
}
