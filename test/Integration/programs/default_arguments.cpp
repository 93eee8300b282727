// covers: default arguments, also ones that call functions
// function: default_arguments
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: overloads, default arguments

static double base() { return 0.5; }
static double affine(double x, double slope = 2.0, double offset = base() + 1.0) {
  return x * slope + offset;
}
static int twice(int n = 3) { return 2 * n; }

double default_arguments(double x, double y) {
  return affine(x) * affine(y, x) + affine(x, y, x * y) * twice() + twice(2) * y;
}
