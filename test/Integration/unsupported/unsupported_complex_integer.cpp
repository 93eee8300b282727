// function: unsupported_complex_integer
// signature: double(double,double)
// expect: refused costate-unsupported-complex
// construct: complex numbers of integers

double unsupported_complex_integer(double x, double y) {
  _Complex int grid = 3;
  return x * __real__ grid + y;
}
