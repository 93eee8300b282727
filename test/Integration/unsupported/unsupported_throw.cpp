// function: unsupported_throw
// signature: double(double,double)
// expect: refused costate-unsupported-exception

double unsupported_throw(double x, double y) {
  if (x < 0.0)
    throw x;
  return x * y;
}
