// covers: a const pointer to data that changes under it
// function: ptr_const_alias
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: pointers to const, results through pointers, pointers into what is overwritten

double ptr_const_alias(double x, double y) {
  double a = x;
  const double *watch = &a;
  double s = *watch;
  a = y * y;
  s += *watch * x;
  a *= *watch;
  return s * *watch;
}
