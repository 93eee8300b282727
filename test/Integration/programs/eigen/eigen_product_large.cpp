// function: eigen_product_large
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: a product large enough for the blocked kernel
#include <Eigen/Dense>
double eigen_product_large(const double *x, int n) {
  const int size = 40;
  Eigen::MatrixXd a(size, size), b(size, size);
  for (int i = 0; i < size; i++)
    for (int j = 0; j < size; j++) {
      a(i, j) = x[i % n] + 0.01 * j;
      b(i, j) = x[(i + j) % n] * 0.1 * (i - j);
    }
  Eigen::MatrixXd c = a * b;
  c += 0.5 * a.transpose() * b;
  return c.squaredNorm() * 1e-3 + c(3, 5);
}
