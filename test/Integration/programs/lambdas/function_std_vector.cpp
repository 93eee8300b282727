// function: function_std_vector
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// unity: no
// construct: `std::function`, `std::bind`, `std::invoke`

#include <functional>
#include <vector>

double function_std_vector(double x, double y) {
  std::vector<std::function<double(double)>> stages;
  stages.push_back([x](double t) { return t * x; });
  stages.push_back([y](double t) { return t + y * t * t; });
  for (int i = 0; i < 2; i++)
    stages.push_back([=](double t) { return t * 0.5 + i * x; });
  double s = 1.0;
  for (const auto &stage : stages)
    s = stage(s);
  return s;
}
