// function: unsupported_throw
// signature: double(double,double)
// expect: refused costate-unsupported-exception
// construct: `throw`

double unsupported_throw(double x, double y) {
  if (x < 0.0)
    throw x;
  return x * y;
}
