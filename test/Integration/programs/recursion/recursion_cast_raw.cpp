// function: recursion_cast_raw
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Recursion
// construct: a pointer that lies in raw storage, put there and taken out by functions that others
// call

#include <new>

struct Cell {
  double value;
};

struct Slot {
  alignas(8) unsigned char bytes[8];
};

struct Box {
  Slot slot, other;
};

static void put(Box *box, Cell *cell, double *number, int depth) {
  if (depth > 0)
    return put(box, cell, number, depth - 1);
  new (box->slot.bytes) Cell *(cell);
  new (box->other.bytes) double *(number);
}

static double use(Box *box, double t, int depth) {
  Cell *cell = *reinterpret_cast<Cell **>(box->slot.bytes);
  double *number = *reinterpret_cast<double **>(box->other.bytes);
  cell->value *= t;
  *number += cell->value * t;
  return depth == 0 ? *number : use(box, t * cell->value, depth - 1) + *number;
}

static double between(Box *box, Cell *cell, double *number, int depth) {
  put(box, cell, number, depth);
  double before = cell->value * *number;
  double used = use(box, *number, depth);
  if (depth == 0)
    return used * cell->value;
  return between(box, cell, number, depth - 1) * before + used;
}

double recursion_cast_raw(const double *x, int) {
  Cell cell = {x[0]};
  double number = x[1];
  Box box;
  double sum = between(&box, &cell, &number, 2);
  return sum * x[2] + cell.value * number;
}
