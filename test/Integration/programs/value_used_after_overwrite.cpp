// covers: old values read before, between and after overwriting
// function: value_used_after_overwrite
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: values that are overwritten in place, read before and after, or only pass through

double value_used_after_overwrite(double x, double y) {
  double a[2] = {x, y};
  double old0 = a[0], product = a[0] * a[1];
  a[0] = product * a[1];
  double mid = a[0] * old0;
  a[1] = mid + a[1];
  a[0] = a[1] * a[1] - a[0];
  return a[0] * old0 + mid * a[1] + product;
}
