// function: initializer_list_std
// signature: double(double,double)
// at: 1.3 0.7
// family: Standard containers
// construct: `std::initializer_list` as parameter

#include <initializer_list>

static double polynomial(std::initializer_list<double> coefficients, double at) {
  double r = 0.0;
  for (double c : coefficients)
    r = r * at + c;
  return r;
}
struct Sum {
  double total = 0.0;
  Sum(std::initializer_list<double> terms) {
    for (auto it = terms.begin(); it != terms.end(); ++it)
      total += *it * *it;
  }
};

double initializer_list_std(double x, double y) {
  Sum sum = {x, y, x * y};
  return polynomial({x, 2.0, y, x * y}, 0.5 * y) * sum.total + polynomial({}, x);
}
