// covers: callees that change their by-value parameters, in loops
// function: calls_modify_parameters
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: calls at any depth to functions defined in the translation unit

static double shrink(double v, int times) {
  while (times-- > 0)
    v = v * 0.5 + 0.1 * v * v;
  return v;
}

double calls_modify_parameters(double x, double y) {
  int times = 3;
  double s = shrink(x, times) + shrink(y, times + 1);
  x = shrink(x + s, 2);
  return s * x * times;
}
