// function: unsupported_exception
// signature: double(double,double)
// expect: refused costate-unsupported-exception
// construct: `try` and `catch`

static double checked(double x) {
  if (x < 0.0)
    throw 1;
  return x * x;
}

double unsupported_exception(double x, double y) {
  try {
    return checked(x) * y;
  } catch (int) {
    return y;
  }
}
