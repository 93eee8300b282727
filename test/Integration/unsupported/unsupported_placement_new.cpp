// function: unsupported_placement_new
// signature: double(double,double)
// expect: refused costate-unsupported-placement-new

#include <new>

double unsupported_placement_new(double x, double y) {
  alignas(double) char storage[sizeof(double)];
  double *p = new (storage) double(x);
  *p *= y;
  return *p;
}
