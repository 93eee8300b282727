// A recursive function that gets a union of numbers and pointers does not know what its caller keeps there: refused in both modes.
// REQUIRES: tool
// RUN: not %costate grad %s --function f -o %t.cpp 2>&1 | FileCheck %s
// RUN: not %costate jvp %s --function f -o %t.cpp 2>&1 | FileCheck %s
// CHECK: recursive-unions.cpp:{{.*}}: error: this treats memory as a whole {{.*}} [costate-ambiguous-storage]

union Cell {
  double number;
  double *list;
};

static void scale(Cell *cell, double x, int depth, bool isList) {
  if (depth == 0)
    return;
  if (isList)
    cell->list[0] *= x;
  else
    cell->number *= x;
  scale(cell, x * 0.5, depth - 1, isList);
}

double f(double x, double y) {
  double store[1];
  Cell cell;
  cell.number = x * y;
  scale(&cell, x, 2, false);
  store[0] = cell.number * y;
  cell.list = store;
  scale(&cell, y, 2, true);
  return store[0];
}
