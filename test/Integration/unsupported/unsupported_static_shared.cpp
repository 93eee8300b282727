// function: unsupported_static_shared
// signature: double(double,double)
// expect: refused costate-active-global
// construct: active values in static variables that other functions read

static double product;

double last_product() { return product; }

double unsupported_static_shared(double x, double y) {
  product = x * y;
  return product * x;
}
