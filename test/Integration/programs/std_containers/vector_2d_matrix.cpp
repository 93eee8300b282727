// function: vector_2d_matrix
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector` of vectors, of structs, of pairs

#include <vector>
using Matrix = std::vector<std::vector<double>>;

static Matrix product(const Matrix &a, const Matrix &b) {
  Matrix c(a.size(), std::vector<double>(b[0].size(), 0.0));
  for (std::size_t i = 0; i < a.size(); i++)
    for (std::size_t j = 0; j < b[0].size(); j++)
      for (std::size_t k = 0; k < b.size(); k++)
        c[i][j] += a[i][k] * b[k][j];
  return c;
}

double vector_2d_matrix(const double *x, int n) {
  Matrix a = {{x[0], x[1]}, {x[2], x[3]}};
  Matrix p = {{1.0, 0.0}, {0.0, 1.0}};
  for (int i = 0; i < n; i++)
    p = product(p, a);
  return p[0][0] + 2.0 * p[0][1] - p[1][0] * p[1][1];
}
