// function: recursion_storage_in_turn
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// oracle: differences
// family: Recursion
// construct: raw storage that holds numbers of several classes and pointers in turn, where
// functions know the numbers only

#include <new>

struct Counted {
  int count;
  double value;
};

struct Pair {
  double left, right;
};

struct Slot {
  alignas(8) unsigned char bytes[16];
};

static double grow(double &number, int depth) {
  number *= 1.5;
  return depth > 0 ? number + grow(number, depth - 1) : number * number;
}

static double turn(Slot &slot, double *place, double t, int depth) {
  Pair *pair = new (slot.bytes) Pair{t, t * t};
  double sum = grow(pair->right, depth) * pair->left;
  double **kept = new (slot.bytes) double *(place);
  **kept += sum * t;
  if (depth > 0)
    sum += turn(slot, place, **kept * 0.1, depth - 1);
  Counted *counted = new (slot.bytes) Counted{depth, *place};
  sum += grow(counted->value, depth % 2) * counted->count;
  double **again = new (slot.bytes + 8) double *(place);
  **again *= 0.5;
  return sum + counted->count;
}

double recursion_storage_in_turn(const double *x, int) {
  Slot slot;
  double number = x[0];
  double sum = turn(slot, &number, x[1], 3) + turn(slot, &number, x[2], 2);
  return sum * number;
}
