// function: eigen_map_strides
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: maps with strides over the caller's memory and local arrays
#include <Eigen/Dense>
double eigen_map_strides(const double *x, int n) {
  using Strided = Eigen::Map<const Eigen::VectorXd, 0, Eigen::InnerStride<2>>;
  Strided even(x, n / 2), odd(x + 1, n / 2);
  double storage[12];
  for (int i = 0; i < 12; i++)
    storage[i] = x[i % n] + i;
  Eigen::Map<Eigen::Matrix2d, 0, Eigen::Stride<4, 2>> m(storage + 1);
  m(0, 1) *= even[0];
  m.row(1) *= odd[1];
  double sum = 0.0;
  for (double value : storage)
    sum += value * value;
  return even.dot(odd) * m.determinant() + sum;
}
