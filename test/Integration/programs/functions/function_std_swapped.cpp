// covers: std::function objects that are swapped and reassigned in loops, small and large functors
// function: function_std_swapped
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.6 1.9
// family: Lambdas and callables
// unity: no
// construct: `std::function` swapped, copied, reassigned and emptied

#include <functional>
#include <utility>

static double applied(const std::function<double(double)> &f, double t) { return f ? f(t) * t : t; }
static std::function<double(double)> make(double a, double b, double c) {
  return [a, b, c](double t) { return a + b * t + c * t * t; };
}

double function_std_swapped(double x, double y) {
  std::function<double(double)> f = [x](double t) { return x * t; };
  std::function<double(double)> g = make(x, y, x * y);
  double s = y;
  for (int i = 0; i < 5; i++) {
    s = f(s) + applied(g, y);
    std::swap(f, g);
    if (i == 2)
      g = [s, f](double t) { return f(t) + s; };
    if (i == 3)
      f = nullptr;
    if (!f)
      f = make(y, 0.25, s);
  }
  return s + applied(f, x) + applied(std::function<double(double)>(), y);
}
