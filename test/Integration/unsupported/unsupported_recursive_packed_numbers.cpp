// function: unsupported_recursive_packed_numbers
// wrt: x,y
// family: Refused on purpose
// construct: packed numbers, across the places of pointers at other times
// expect: refused costate-ambiguous-storage

#include <new>

struct __attribute__((packed)) Packed {
  int tag;
  double value;
};

struct Slot {
  alignas(8) unsigned char raw[16];
};

static double set(Packed *packed, double value, int n) {
  if (n > 0)
    return set(packed, value * 0.5, n - 1);
  packed->value = value * value;
  packed->tag = n;
  return value + packed->value;
}

static double turn(Slot *slot, double *place, double t, int n) {
  double **kept = new (slot->raw) double *[2];
  kept[0] = place;
  kept[1] = place;
  *kept[n % 2] *= t;
  double sum = set(reinterpret_cast<Packed *>(slot->raw), *place, n);
  return n > 0 ? turn(slot, place, sum, n - 1) + sum : sum * *place;
}

double unsupported_recursive_packed_numbers(double x, double y) {
  Slot slot;
  double number = x;
  return turn(&slot, &number, y, 3) * number;
}
