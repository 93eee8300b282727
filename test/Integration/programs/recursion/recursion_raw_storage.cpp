// function: recursion_raw_storage
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Recursion
// construct: raw storage in which the caller keeps numbers, copied

#include <cstring>
union Slot {
  double number;
  Slot *link;
};
struct Item {
  alignas(8) unsigned char raw[8];
  Item *next;
};
static void shift(Item *items, int n) {
  if (n <= 1)
    return;
  items[0] = items[1];
  shift(items + 1, n - 1);
}
double recursion_raw_storage(double x, double y) {
  Item items[3];
  for (int i = 0; i < 3; i++) {
    *reinterpret_cast<double *>(items[i].raw) = x * (i + 1) + y;
    items[i].next = &items[0];
  }
  shift(items, 3);
  double s = 0;
  for (int i = 0; i < 3; i++) {
    s += *reinterpret_cast<double *>(items[i].raw) * (i + 1);
    s += *reinterpret_cast<double *>(items[i].next->raw);
  }
  return s;
}
