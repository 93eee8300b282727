// function: unsupported_recursion_fills_variants
// signature: double(double,double)
// at: 1.3 0.7
// expect: refused costate-reinterpreted-active
// family: Recursion
// construct: variants that a recursive function leaves to its caller

#include <string>
#include <variant>
#include <vector>

using Cell = std::variant<double, std::vector<double>>;

static void build(std::vector<Cell> &cells, double x, int depth) {
  if (depth == 0)
    return;
  if (depth % 2)
    cells.push_back(x * x);
  else
    cells.push_back(std::vector<double>{x, 2.0 * x});
  build(cells, x * 0.5, depth - 1);
}

double unsupported_recursion_fills_variants(double x, double y) {
  std::vector<Cell> cells;
  build(cells, x * y, 4);
  double s = y;
  for (const Cell &cell : cells)
    s = s * (cell.index() == 0 ? std::get<0>(cell) : std::get<1>(cell)[1]) + x;
  return s;
}
