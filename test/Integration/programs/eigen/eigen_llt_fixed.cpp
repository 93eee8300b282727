// function: eigen_llt_fixed
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: LLT and LDLT of fixed size
#include <Eigen/Dense>
double eigen_llt_fixed(const double *x, int) {
  Eigen::Matrix3d a;
  a << 4.0 + x[0], 9.0, 9.0, x[1], 5.0 + x[2], 9.0, x[3], 0.3, 6.0; // reads the lower triangle
  Eigen::Vector3d b(x[0], 1.0, x[2]);
  Eigen::LLT<Eigen::Matrix3d> llt(a);
  Eigen::Vector3d u = llt.solve(b);
  Eigen::Matrix3d l = llt.matrixL();
  Eigen::Vector3d v = a.ldlt().solve(u + b);
  return u.dot(v) + l.diagonal().array().log().sum() + l(2, 0);
}
