// function: unsupported_opaque_struct
// signature: double(double,double)
// expect: refused costate-unsupported-external-call
// construct: an unknown external function that reaches a number through pointers

struct Cell {
  double number;
  Cell *next;
};
struct Grid {
  int size;
  Cell *first;
};
int refine(Grid *grid);

double unsupported_opaque_struct(double x, double y) {
  Cell cell{x * y, nullptr};
  Grid grid{1, &cell};
  refine(&grid);
  return cell.number * x;
}
