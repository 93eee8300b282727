// function: eigen_map_block
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: maps, blocks, segments, array expressions

#include <Eigen/Dense>

double eigen_map_block(const double *x, int n) {
  Eigen::Map<const Eigen::VectorXd> v(x, n);
  Eigen::MatrixXd m = Eigen::MatrixXd::Zero(n, n);
  m.block(0, 0, 2, 2) << v(0), v(1), v(2), v(3);
  m.col(n - 1) = v;
  m.row(1).segment(1, 2) *= v(0);
  Eigen::ArrayXd a = v.array().square() + v.array().sin();
  return (m * v).sum() + a.sum() + m.topLeftCorner(2, 2).squaredNorm() + v.head(2).dot(v.tail(2));
}
