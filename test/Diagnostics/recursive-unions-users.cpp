// A union of numbers and pointers of the user's own, whose shadow may hold adjoints before the call, is not handed to a recursive function.
// REQUIRES: tool
// RUN: not %costate grad %s --function f -o %t.cpp 2>&1 | FileCheck %s
// CHECK: recursive-unions-users.cpp:{{.*}}: error: this treats memory as a whole {{.*}} [costate-ambiguous-storage]

union Cell {
  double number;
  double *list;
};

static double sum(Cell *cells, int n) {
  return n == 0 ? 0.0 : cells[0].number + sum(cells + 1, n - 1);
}

double f(Cell *cells, int n) { return sum(cells, n); }
