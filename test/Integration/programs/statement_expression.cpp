// covers: a GNU statement expression
// function: statement_expression
// signature: double(double,double)
// at: 1.3 0.7
// family: Expressions
// construct: statement expressions (GNU)

double statement_expression(double x, double y) {
  return ({
    double t = x * y;
    t * t;
  });
}
