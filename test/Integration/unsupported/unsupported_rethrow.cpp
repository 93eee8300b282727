// function: unsupported_rethrow
// signature: double(double,double)
// construct: `throw;` outside of the handler's function
// expect: refused costate-unsupported-rethrow

static double translate() {
  try {
    throw;
  } catch (int code) {
    return code;
  }
}

double unsupported_rethrow(double x, double y) {
  try {
    if (x < 0.0)
      throw 1;
  } catch (...) {
    return y * translate();
  }
  return x * y;
}
