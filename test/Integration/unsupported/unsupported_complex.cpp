// function: unsupported_complex
// signature: double(double,double)
// expect: refused costate-unsupported-complex
// construct: complex numbers

double unsupported_complex(double x, double y) {
  _Complex double z = x;
  z = z * z + y;
  return __real__ z;
}
