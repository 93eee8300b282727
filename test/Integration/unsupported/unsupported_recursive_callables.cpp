// function: unsupported_recursive_callables
// wrt: x,y
// family: Refused on purpose
// construct: a `std::function` with numbers in place that a recursive function moves for its caller
// expect: refused costate-ambiguous-storage

#include <functional>
#include <utility>

using Step = std::function<double(double)>;

static void shift(Step *steps, int n) {
  if (n <= 1)
    return;
  steps[0] = std::move(steps[1]);
  shift(steps + 1, n - 1);
}

double unsupported_recursive_callables(double x, double y) {
  Step steps[3] = {[x](double t) { return x * t * t; }, [x, y](double t) { return x * t * y; },
                   [y](double t) { return y + t; }};
  shift(steps, 3);
  return steps[0](x) * steps[1](y);
}
