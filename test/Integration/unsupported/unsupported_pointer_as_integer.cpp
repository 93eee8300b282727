// function: unsupported_pointer_as_integer
// signature: double(double,double)
// expect: refused costate-unsupported-pointer-integer-cast
// construct: pointers that are computed from the addresses of several objects

double unsupported_pointer_as_integer(double x, double y) {
  double v = x, w = y;
  unsigned long address = x > y ? (unsigned long)&v : (unsigned long)&w;
  *(double *)address *= x;
  return v + w;
}
