// function: eigen_triangular_in_place
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: triangular solves in place, of fixed and dynamic size
#include <Eigen/Dense>
double eigen_triangular_in_place(const double *x, int) {
  Eigen::Matrix3d a;
  a << 2.0 + x[0], 7.0, 7.0, x[1], 3.0 + x[2] * x[2], 7.0, x[3], x[0] * x[1], 1.5;
  Eigen::Vector3d b(x[0], x[1], x[2] * x[3]);
  a.triangularView<Eigen::Lower>().solveInPlace(b);
  // The result is the next right-hand side, and part of the next matrix.
  a.col(0) += b;
  a.triangularView<Eigen::Upper>().solveInPlace(b);
  Eigen::Vector3d c = a.triangularView<Eigen::UnitLower>() * b;
  return b.dot(c) + c[2];
}
