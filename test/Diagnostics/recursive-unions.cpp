// A recursive function that gets a union of pointers and smaller numbers may not see that it is one: refused in both modes.
// REQUIRES: tool
// RUN: not %costate grad %s --function f -o %t.cpp 2>&1 | FileCheck %s
// RUN: not %costate jvp %s --function f -o %t.cpp 2>&1 | FileCheck %s
// CHECK: recursive-unions.cpp:{{.*}}: error: this treats memory as a whole {{.*}} [costate-ambiguous-storage]

union Cell {
  float number;
  float *list;
};

static void scale(Cell *cell, float x, int depth, bool isList) {
  if (depth == 0)
    return;
  if (isList)
    cell->list[0] *= x;
  else
    cell->number *= x;
  scale(cell, x * 0.5f, depth - 1, isList);
}

float f(float x, float y) {
  float store[1];
  Cell cell;
  cell.number = x * y;
  scale(&cell, x, 2, false);
  store[0] = cell.number * y;
  cell.list = store;
  scale(&cell, y, 2, true);
  return store[0];
}
