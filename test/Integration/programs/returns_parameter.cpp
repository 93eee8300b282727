// covers: the result is a parameter itself
// function: returns_parameter
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: parameters, overwritten or returned

double returns_parameter(double x, double y) {
  (void)y;
  return x;
}
