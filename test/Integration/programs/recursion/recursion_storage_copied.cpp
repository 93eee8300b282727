// function: recursion_storage_copied
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// oracle: differences
// family: Recursion
// construct: copies of raw storage that holds numbers of several classes and pointers in turn

#include <new>

struct Counted {
  int count;
  double value;
};

struct Pair {
  double left, right;
};

struct Slot {
  int kind;
  alignas(8) unsigned char bytes[16];
};

static double read(const Slot &slot) {
  switch (slot.kind) {
  case 0:
    return reinterpret_cast<const Pair *>(slot.bytes)->left *
           reinterpret_cast<const Pair *>(slot.bytes)->right;
  case 1:
    return reinterpret_cast<const Counted *>(slot.bytes)->value *
           reinterpret_cast<const Counted *>(slot.bytes)->count;
  case 2:
    return **reinterpret_cast<double *const *>(slot.bytes);
  default:
    return **reinterpret_cast<double *const *>(slot.bytes + 8);
  }
}

static void write(Slot &slot, double *place, double t, int kind) {
  slot.kind = kind;
  if (kind == 0)
    new (slot.bytes) Pair{t, t + 1.0};
  else if (kind == 1)
    new (slot.bytes) Counted{3, t * t};
  else
    new (slot.bytes + (kind - 2) * 8) double *(place);
}

static double turn(Slot &slot, double *place, double t, int depth) {
  Slot before = slot, other;
  write(slot, place, t * 0.5, depth % 4);
  double seen = read(slot) + read(before);
  other = slot;
  *place = *place * 0.75 + seen * 0.1;
  slot = before;
  double inner = depth > 0 ? turn(other, place, seen * 0.25, depth - 1) : 1.0;
  before = other;
  return inner * read(before) + read(slot) * seen;
}

double recursion_storage_copied(const double *x, int) {
  Slot slot;
  double number = x[0];
  write(slot, &number, x[1], 0);
  double sum = turn(slot, &number, x[1], 6) + turn(slot, &number, x[2], 5);
  return sum * number + read(slot);
}
