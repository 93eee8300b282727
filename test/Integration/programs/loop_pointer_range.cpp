// covers: iteration by pointer up to an end pointer
// function: loop_pointer_range
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.2
// family: Statements
// construct: counters changed in the body, used after the loop, of floating-point type, pointers as counters

double loop_pointer_range(const double *x, int n) {
  double s = 0.0, product = 1.0;
  const double *end = x + n;
  for (const double *p = x; p != end; ++p)
    s += *p * product, product *= *p;
  for (const double *p = end; p > x;)
    s = s * 0.5 + *--p;
  return s * product;
}
