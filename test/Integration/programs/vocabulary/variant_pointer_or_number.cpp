// covers: variants of numbers and of pointers to numbers that are erased and inserted in a vector
// function: variant_pointer_or_number
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Vocabulary types
// construct: variant that holds a number or a pointer to one, in a vector

#include <variant>
#include <vector>

double variant_pointer_or_number(const double *x, int n) {
  std::vector<double> base(x, x + n);
  std::vector<std::variant<double, double *>> cells;
  double s = 1.0;
  for (int i = 0; i < 8; i++) {
    if (i % 3)
      cells.push_back(x[i % n] * s);
    else
      cells.push_back(&base[i % n]);
    if (i % 4 == 3) {
      cells.erase(cells.begin());
      cells.insert(cells.begin() + 1, cells.back());
      cells[0] = s * 0.5;
    }
    for (auto &cell : cells)
      if (auto *number = std::get_if<double>(&cell)) {
        s += *number * 0.1;
        *number *= 0.9;
      } else {
        **std::get_if<double *>(&cell) += 0.01 * s;
      }
  }
  for (const auto &cell : cells)
    s += cell.index() ? **std::get_if<1>(&cell) * x[0] : *std::get_if<0>(&cell) * x[1];
  return s + base[0];
}
