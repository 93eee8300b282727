// function: unsupported_guarded_bytes
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
// construct: numbers copied byte by byte under a condition

double unsupported_guarded_bytes(double x, double y) {
  double a[2] = {x, y}, b[2] = {1, 2};
  a[0] *= y;
  if (y > 0) {
    char *to = (char *)b;
    const char *from = (const char *)a;
    for (unsigned i = 0; i < sizeof b; i++)
      to[i] = from[i];
  }
  return b[0] * b[1] + a[0];
}
