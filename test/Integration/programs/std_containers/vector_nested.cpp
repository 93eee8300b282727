// function: vector_nested
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector` of vectors, of structs, of pairs

#include <vector>

double vector_nested(const double *x, int n) {
  std::vector<std::vector<double>> rows;
  for (int i = 0; i < n; i++) {
    std::vector<double> row;
    for (int j = 0; j <= i; j++)
      row.push_back(x[i] * x[j]);
    rows.push_back(row);
  }
  rows[0].swap(rows[n - 1]);
  double s = 0.0;
  for (const auto &row : rows) {
    double p = 1.0;
    for (double e : row)
      p = p * 0.5 + e;
    s += p * p;
  }
  return s;
}
