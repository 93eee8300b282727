// function: unsupported_lambda
// signature: double(double,double)
// expect: refused costate-unsupported-lambda

double unsupported_lambda(double x, double y) {
  auto scaled = [y](double v) { return v * y; };
  return scaled(x) + scaled(x * x);
}
