// function: unsupported_recursion_global
// signature: double(double,double)
// construct: a value with a derivative in a global, inside of a recursive function
// expect: refused costate-active-global

static double last;

static double walk(double x, int n) {
  if (n == 0)
    return x;
  last = x * n;
  return walk(x * 0.5, n - 1) + last;
}

double unsupported_recursion_global(double x, double y) { return walk(x, 3) * y; }
