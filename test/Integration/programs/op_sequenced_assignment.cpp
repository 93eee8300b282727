// covers: assignments whose right side is sequenced before the left: a[i++] = a[i] ...
// function: op_sequenced_assignment
// signature: double(double,double)
// at: 1.3 0.7
// family: Expressions
// construct: compound assignment, chained assignment, the right side first

double op_sequenced_assignment(double x, double y) {
#pragma GCC diagnostic push
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wunsequenced"
#endif
#pragma GCC diagnostic ignored "-Wsequence-point"
  double a[6] = {x, y, x * y, x + y, 1.0, 2.0};
  int i = 0;
  a[i++] = a[i] * x;
  double *p = a + 1;
  *p++ = *p + 0.5;
  i = i++ + 1;
  a[i] = a[i - 1] * (a[0] = a[0] * a[0]);
  return a[0] + 2.0 * a[1] + 3.0 * a[2] + 4.0 * a[3] + 5.0 * a[4] + i;
#pragma GCC diagnostic pop
}
