// function: unsupported_overlapping_copy
// signature: double(double,double)
// expect: refused costate-unsupported-overlapping-copy
// construct: `memmove` of structs that hold pointers

#include <cstring>

struct Slot {
  double *where;
  double own;
};

double unsupported_overlapping_copy(double x, double y) {
  double a = x, b = y;
  Slot slots[3] = {{&a, x}, {&b, y}, {&a, 1.0}};
  memmove(slots, slots + 1, 2 * sizeof(Slot));
  *slots[0].where *= x;
  return *slots[1].where * slots[0].own * b;
}
