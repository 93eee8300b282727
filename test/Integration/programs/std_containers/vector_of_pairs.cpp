// function: vector_of_pairs
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector` of vectors, of structs, of pairs

#include <utility>
#include <vector>

double vector_of_pairs(const double *x, int n) {
  std::vector<std::pair<int, double>> sparse;
  for (int i = 0; i < n; i++)
    if (x[i] > 0.0)
      sparse.emplace_back(i, x[i] * x[i]);
  double s = 1.0;
  for (auto &[index, value] : sparse) {
    value *= 1.0 + index;
    s *= value + 0.1;
  }
  return s;
}
