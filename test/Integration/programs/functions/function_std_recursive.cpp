// covers: a std::function that calls itself through a captured reference
// function: function_std_recursive
// signature: double(double,double)
// unity: no
// at: 1.3 0.7
// family: Lambdas and callables
// construct: recursive `std::function`

#include <functional>

double function_std_recursive(double x, double y) {
  double sum = 0.0;
  std::function<double(double, int)> power = [&](double t, int n) {
    sum += t * y;
    if (n == 0)
      return t;
    double inner = power(t * x, n - 1);
    return inner + (n % 2 ? sum : t);
  };
  return power(y, 4) * sum + x;
}
