// function: unsupported_byte_copy
// signature: double(const double*,int)
// expect: refused costate-reinterpreted-active
// construct: numbers copied byte by byte

double unsupported_byte_copy(const double *x, int n) {
  double squares[8] = {0}, copies[8] = {0};
  for (int i = 0; i < n; i++)
    squares[i] = x[i] * x[i];
  const unsigned char *from = (const unsigned char *)squares;
  unsigned char *to = (unsigned char *)copies;
  for (unsigned long k = 0; k < n * sizeof(double); k++)
    to[k] = from[k];
  double s = 0.0;
  for (int i = 0; i < 8; i++)
    s += copies[i];
  return s;
}
