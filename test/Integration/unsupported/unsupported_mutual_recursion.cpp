// function: unsupported_mutual_recursion
// signature: double(double,double)
// expect: refused costate-unsupported-recursion
// construct: mutual recursion

static double odd(double x, int n);
static double even(double x, int n) { return n == 0 ? 1.0 : x * odd(x, n - 1); }
static double odd(double x, int n) { return n == 0 ? x : x + even(x, n - 1); }

double unsupported_mutual_recursion(double x, double y) { return even(x, 4) * y; }
