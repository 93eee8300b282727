// covers: results through pointer parameters, the same object as input and output
// function: ptr_out_parameters
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.3 0.9
// family: Variables and memory
// construct: pointers to const, results through pointers, pointers into what is overwritten

static void polar(double x, double y, double *radius2, double *product) {
  *radius2 = x * x + y * y;
  *product = x * y;
}

static void accumulate(const double *in, double *inout) { *inout = *inout * *in + *in; }

double ptr_out_parameters(double x, double y) {
  double r, p;
  polar(x, y, &r, &p);
  accumulate(&r, &p);
  accumulate(&p, &r);
  accumulate(&x, &x);
  polar(r, p, &r, &x);
  return r + x * y;
}
