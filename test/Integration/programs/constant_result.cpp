// covers: the result does not depend on the inputs: zero derivatives, not garbage
// function: constant_result
// signature: double(double,double)
// at: 1.3 0.9
// family: Functions
// construct: results that do not depend on the inputs

double constant_result(double x, double y) {
  double a = x * y;
  a = 3.0;
  int k = (int)(x + y);
  return a + k;
}
