// function: eigen_nested_blocks
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: blocks of blocks, rows and columns that are swapped
#include <Eigen/Dense>
double eigen_nested_blocks(const double *x, int n) {
  Eigen::Matrix4d m;
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      m(i, j) = x[i % n] * x[j % n] + 0.1 * i * j;
  m.block<3, 3>(1, 1).block<2, 2>(0, 1) *= x[2];
  m.topRows<2>().rightCols<2>().row(1) += m.col(0).head<2>().transpose();
  m.col(0).swap(m.col(2));
  m.row(3).tail<3>() = m.row(0).head<3>() * x[3];
  m.diagonal().segment<2>(1).array() += x[0];
  return m.squaredNorm() + m.block<2, 2>(2, 2).determinant() + m.trace();
}
