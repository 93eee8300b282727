// function: recursion_mutual
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.6 2.2
// family: Recursion
// construct: mutual recursion of three functions

static double first(double x, double y, int n);
static double second(double x, double y, int n);

static double third(double x, double y, int n) {
  if (n <= 0)
    return x * y;
  double a = first(x * 0.5, y, n - 1);
  return a + second(x, y + a, n - 2);
}
static double second(double x, double y, int n) { return n <= 0 ? y * y : third(y, x, n - 1) * x; }
static double first(double x, double y, int n) {
  return n <= 0 ? x : x * second(x, y, n - 1) + third(y, y, n - 2);
}

double recursion_mutual(double x, double y) { return first(x, y, 6) + third(x, y, 3) * y; }
