// covers: one variable as both operands
// function: math_same_argument_twice
// signature: double(double,double)
// at: 1.3 0.7
// family: Expressions
// construct: `+ - * /`, unary minus, deep expressions

#include <cmath>

double math_same_argument_twice(double x, double y) {
  x = x * x;
  x = std::pow(x, x);
  y = std::atan2(y, y + x) * std::hypot(y, y);
  x = x / x + x * x;
  y -= y * 0.5;
  return x * y + (x - x) * y;
}
