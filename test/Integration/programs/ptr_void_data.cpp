// covers: user data through void*, cast back in the callee; const_cast
// function: ptr_void_data
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Types and conversions
// construct: `void *` to and from the object's own type; `const_cast`

struct Data {
  int n;
  const double *x;
  double acc;
};

static double callback(double t, void *user) {
  Data *d = (Data *)user;
  for (int i = 0; i < d->n; i++)
    d->acc += t * d->x[i] * d->acc;
  return d->acc;
}
static void touch(const double *p) { *const_cast<double *>(p) *= 1.5; }

double ptr_void_data(const double *x, int n) {
  Data d{n, x, x[0]};
  void *user = &d;
  double s = callback(x[1], user);
  double local = s * x[2];
  touch(&local);
  s += callback(local * 0.01, static_cast<void *>(&d));
  return s * local;
}
