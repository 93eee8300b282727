// function: function_std
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// unity: no
// construct: `std::function`, `std::bind`, `std::invoke`

#include <functional>

static double add(double a, double b) { return a + b; }

double function_std(double x, double y) {
  std::function<double(double)> f = [x](double t) { return x * t; };
  std::function<double(double)> g = f;
  if (y > 0.5)
    g = [f, y](double t) { return f(t) + y * t; };
  std::function<double(double, double)> h = add;
  return g(f(y)) + h(x, y) + (g ? 1.0 : 0.0);
}
