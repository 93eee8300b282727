// covers: a pointer that points to one of two objects, chosen by active data
// function: ptr_conditional_target
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 0.7
// family: Variables and memory
// construct: pointers re-seated and swapped, also by active data and in `while` loops

double ptr_conditional_target(double x, double y) {
  double a = x * x, b = y * y;
  double *p = x > y ? &a : &b;
  *p = x * y;
  *p += 2.0 * *p;
  double *q;
  if (y > 0.5)
    q = &a;
  else
    q = p;
  *q *= x;
  return a + 3.0 * b + *p * *q;
}
