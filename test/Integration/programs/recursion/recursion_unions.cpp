// function: recursion_unions
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: unions of numbers and pointers that the caller uses in turn

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

double recursion_unions(double x, double y) {
  double store[1];
  Cell cell;
  cell.number = x * y;
  scale(&cell, x, 2, false);
  store[0] = cell.number * y;
  cell.list = store;
  scale(&cell, y, 2, true);
  return store[0];
}
