// covers: one deep expression without temporaries
// function: long_expression
// signature: double(double,double)
// at: 1.3 0.7
// family: Expressions
// construct: `+ - * /`, unary minus, deep expressions

#include <cmath>

double long_expression(double x, double y) {
  return ((x + y) * (x - y) / (1.0 + x * x * y * y) + std::exp(-(x - y) * (x - y) / 2.0)) *
             (std::sin(x * y) + std::cos(x / (2.0 + y)) * std::sqrt(1.0 + x * x)) -
         std::log(1.0 + std::exp(x + y)) * (x * (y + x * (y + x * (y + 1.0))));
}
