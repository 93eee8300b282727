// function: recursion_stack
// signature: double(double,double)
// at: 0.999 0.7
// at: 1.0001 -0.5
// second: no
// family: Recursion
// construct: deep recursion

static double descend(double x, double y, int n) {
  if (n == 0)
    return y;
  return x * descend(x, y, n - 1) + 1e-4 * y;
}

double recursion_stack(double x, double y) { return descend(x, y, 5000); }
