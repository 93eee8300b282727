// function: recursion_environment
// signature: double(const double*,int)
// at: 1.3 0.6 -0.4 2.2
// at: 0.5 0.4 0.3
// family: Recursion
// construct: records that link each other across calls, changed through pointers to pointers

struct Cell {
  double value;
  Cell *next;
};

static void push(Cell **list, double value) {
  Cell *cell = new Cell{value, *list};
  *list = cell;
}

static void reverse(Cell **list, Cell *behind) {
  Cell *cell = *list;
  if (!cell) {
    *list = behind;
    return;
  }
  Cell *rest = cell->next;
  cell->next = behind;
  cell->value *= 1.0 + 0.1 * (behind ? behind->value : 1.0);
  reverse(&rest, cell);
  *list = rest;
}

static double fold(const Cell *cell, double start) {
  return cell ? fold(cell->next, start * 0.5 + cell->value * cell->value) : start;
}

static Cell *drop(Cell *cell, double below) {
  if (!cell)
    return nullptr;
  cell->next = drop(cell->next, below);
  if (cell->value >= below)
    return cell;
  Cell *next = cell->next;
  delete cell;
  return next;
}

static void clear(Cell *cell) {
  if (!cell)
    return;
  clear(cell->next);
  delete cell;
}

double recursion_environment(const double *x, int n) {
  Cell *list = nullptr;
  for (int i = 0; i < n; ++i)
    push(&list, x[i] * x[i]);
  double before = fold(list, x[0]);
  reverse(&list, nullptr);
  list = drop(list, 0.2);
  push(&list, before * 0.5);
  double after = fold(list, 1.0);
  clear(list);
  return before + after * after;
}
