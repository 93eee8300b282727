// covers: memcpy of structs that mix integers, pointers and doubles; the copied pointers are used
// function: mem_structs
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: `memcpy`, `memmove`, `memset` (zero): whole, partial, overlapping, of structs, with computed sizes

#include <cstring>

struct Slot {
  int id;
  double *where;
  double own[2];
};

double mem_structs(double x, double y) {
  double a = x * y, b = x - y;
  Slot slots[4] = {{0, &a, {x, y}}, {1, &b, {y, 1.0}}, {2, nullptr, {}}, {3, nullptr, {}}};
  memcpy(&slots[2], &slots[0], 2 * sizeof(Slot));
  *slots[2].where *= x;
  slots[0].own[0] = 7.0;
  Slot copy;
  memcpy(&copy, &slots[1], sizeof copy);
  slots[3].where = &slots[1].own[1];
  *slots[3].where += *slots[0].where * *copy.where;
  copy.own[0] *= slots[1].own[1];
  double s = 0.0;
  for (Slot &slot : slots)
    s += *slot.where * (slot.id + 1) + slot.own[0] * slot.own[1];
  return s + copy.own[0] * *copy.where;
}
