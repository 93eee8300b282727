// covers: a lambda without captures
// function: lambda_plain
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 -1.1
// family: Lambdas
// construct: without captures, called where they stand, passed to templates

#include <cmath>

double lambda_plain(double x, double y) {
  auto f = [](double a, double b) { return a * std::sin(b); };
  return f(x, y) + f(y, x);
}
