// function: unsupported_static_counter
// signature: double(double,double)
// expect: refused costate-cpp-internal-variable

static int calls;

double unsupported_static_counter(double x, double y) {
  calls++;
  return calls > 1 ? x * y : x;
}
