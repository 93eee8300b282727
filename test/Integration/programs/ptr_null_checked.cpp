// covers: null pointers as inactive conditions
// function: ptr_null_checked
// signature: double(double,double)
// at: 1.3 0.7

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
