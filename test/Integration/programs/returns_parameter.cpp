// covers: the result is a parameter itself
// function: returns_parameter
// signature: double(double,double)
// at: 1.3 0.7

double returns_parameter(double x, double y) {
  (void)y;
  return x;
}
