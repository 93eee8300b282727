// function: unsupported_function_pointer_body
// signature: double(double,double)
// expect: refused unsupported_elsewhere
// construct: pointers to functions without a body

double unsupported_elsewhere(double x);
static double half(double x) { return 0.5 * x; }

double unsupported_function_pointer_body(double x, double y) {
  double (*f)(double) = x > y ? unsupported_elsewhere : half;
  return f(x);
}
