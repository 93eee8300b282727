// function: unsupported_pointer_as_integer
// signature: double(double,double)
// expect: refused costate-unsupported-pointer-integer-cast
// construct: pointers as integers

double unsupported_pointer_as_integer(double x, double y) {
  double v[2] = {x, y};
  unsigned long address = (unsigned long)v;
  double *second = (double *)(address + sizeof(double));
  *second *= x;
  return v[1];
}
