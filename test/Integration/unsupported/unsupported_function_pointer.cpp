// function: unsupported_function_pointer
// signature: double(double,double)
// expect: refused costate-unsupported-function-pointer
// construct: calls through function pointers

static double twice(double x) { return 2.0 * x; }
static double square(double x) { return x * x; }

double unsupported_function_pointer(double x, double y) {
  double (*f)(double) = x > y ? twice : square;
  return f(x) * y;
}
