// covers: parameters assigned in branches and loops
// function: parameter_overwritten
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.6 0.4
// family: Variables and memory
// construct: parameters, overwritten or returned

double parameter_overwritten(double x, double y) {
  if (x < 0.0)
    x = -x * y;
  for (int i = 0; i < 3; i++) {
    y = x * y;
    x += y;
  }
  return x * y;
}
