// covers: null pointers as inactive conditions
// function: ptr_null_checked
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: pointer arithmetic: `*p++`, `*--p`, `(*p)++`, `p[-1]`, `i[p]`, differences, comparisons, null

static double optional(const double *scale, double x) {
  if (!scale)
    return x * x;
  return *scale * x;
}

double ptr_null_checked(double x, double y) {
  const double *none = nullptr;
  const double *some = &y;
  double s = optional(none, x) + optional(some, x) + optional(0, y);
  return none == nullptr && some ? s * y : 0.0;
}
