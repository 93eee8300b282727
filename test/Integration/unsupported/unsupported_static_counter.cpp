// function: unsupported_static_counter
// signature: double(double,double)
// expect: refused calls'
// construct: `static` variables that are written
// As C++ [costate-cpp-internal-variable], as an object and in the plugin [costate-unsupported-global].

static int calls;

double unsupported_static_counter(double x, double y) {
  calls++;
  return calls > 1 ? x * y : x;
}
