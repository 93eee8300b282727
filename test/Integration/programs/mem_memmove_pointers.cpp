// covers: overlapping memmove of structs that hold pointers, upwards and downwards
// family: Variables and memory
// construct: `memmove` of structs that hold pointers
// function: mem_memmove_pointers
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.2

#include <cstring>

struct Slot {
  double *where;
  double own;
};

double mem_memmove_pointers(double x, double y) {
  double a = x, b = y;
  Slot slots[4] = {{&a, x}, {&b, y}, {&a, 1.0}, {nullptr, x * y}};
  for (int k = 0; k < 3; ++k) {
    memmove(slots, slots + 1, 2 * sizeof(Slot));
    *slots[0].where *= x + k;
    memmove(slots + 1, slots, 2 * sizeof(Slot));
    slots[k].own += *slots[2].where;
  }
  return *slots[1].where * slots[0].own * b + slots[2].own + slots[3].own;
}
