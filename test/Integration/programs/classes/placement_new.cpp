// function: placement_new
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Classes
// construct: placement `new`, explicit destructor calls, raw storage

#include <cstddef>
#include <new>

struct Cell {
  double value, weight;
  Cell(double v, double w) : value(v), weight(w) {}
  ~Cell() { value = 0.0; }
};

double placement_new(const double *x, int n) {
  alignas(Cell) unsigned char storage[8 * sizeof(Cell)];
  Cell *cells = reinterpret_cast<Cell *>(storage);
  for (int i = 0; i < n; i++)
    new (&cells[i]) Cell(x[i], x[i] * x[i]);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += cells[i].value * cells[(i + 1) % n].weight;
  for (int i = 0; i < n; i++)
    cells[i].~Cell();
  double *number = new (storage) double(s * x[0]);
  return *number + s;
}
