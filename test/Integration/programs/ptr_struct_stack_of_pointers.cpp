// covers: pointers stored in an array of pointers, permuted, then written through
// function: ptr_struct_stack_of_pointers
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Variables and memory
// construct: pointers to pointers, to rows, in arrays

double ptr_struct_stack_of_pointers(const double *x, int n) {
  double a = x[0], b = x[1], c = x[2];
  double *p[3] = {&a, &b, &c};
  for (int i = 0; i < n; i++) {
    double *t = p[0];
    p[0] = p[1];
    p[1] = p[2];
    p[2] = t;
    *p[i % 3] *= *p[(i + 1) % 3] + 1.0;
  }
  double *t = p[0];
  p[0] = p[2];
  p[2] = t;
  *p[0] += *p[1] * *p[2];
  return a + 2.0 * b + 3.0 * c;
}
