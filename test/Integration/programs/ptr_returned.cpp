// covers: a function returns a pointer into its argument, and a reference
// function: ptr_returned
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 0.9
// family: Variables and memory
// construct: references: to scalars, elements, members; returned and assigned through

static double *larger(double *a, double *b) { return *a > *b ? a : b; }
static double &element(double *v, int i) { return v[i]; }

double ptr_returned(double x, double y) {
  double a = x * 2.0, b = y * 3.0;
  *larger(&a, &b) *= x;
  double v[3] = {a, b, 0.0};
  element(v, 2) = element(v, 0) * y;
  element(v, 0) += element(v, 2);
  double &last = element(v, 2);
  last *= last;
  return v[0] + v[1] + v[2];
}
