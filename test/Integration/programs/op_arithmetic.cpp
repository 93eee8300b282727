// covers: + - * / and unary minus, precedence, nested parentheses
// function: op_arithmetic
// signature: double(double,double)
// at: 1.3 0.7
// at: -2.1 0.4
// family: Expressions
// construct: `+ - * /`, unary minus, deep expressions

double op_arithmetic(double x, double y) {
  double a = x + y * 2.0 - x / y;
  double b = -(x - y) * -(-a);
  return (a - b) / (1.0 + b * b) + +x - (y - (x - (a - b)));
}
