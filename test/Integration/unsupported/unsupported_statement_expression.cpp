// function: unsupported_statement_expression
// signature: double(double,double)
// expect: refused

double unsupported_statement_expression(double x, double y) {
  return ({
    double t = x * y;
    t * t;
  });
}
