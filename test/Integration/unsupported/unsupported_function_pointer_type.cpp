// function: unsupported_function_pointer_type
// signature: double(double,double)
// expect: refused no function of this type has its address taken
// construct: calls through pointers of another type than the function's

struct UnsupportedKey {};
static double half(double x) { return 0.5 * x; }

double unsupported_function_pointer_type(double x, double y) {
  auto f = reinterpret_cast<double (*)(double, UnsupportedKey)>(half);
  return f(x, UnsupportedKey()) * y;
}
