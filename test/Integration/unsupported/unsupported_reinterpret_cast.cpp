// function: unsupported_reinterpret_cast
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
// construct: access to an object as another type

double unsupported_reinterpret_cast(double x, double y) {
  double z = x * y;
  unsigned long long *bits = reinterpret_cast<unsigned long long *>(&z);
  *bits ^= 1ull;
  return z;
}
