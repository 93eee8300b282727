// function: eigen_full_piv_lu
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: FullPivLU and HouseholderQR of fixed size
#include <Eigen/Dense>
double eigen_full_piv_lu(const double *x, int) {
  Eigen::Matrix3d a;
  a << 1.0 + x[0], x[1], 2.0, x[2], 4.0, x[3], 0.5, x[0] * x[1], 3.0;
  Eigen::Vector3d b(x[0], 1.0, x[2]);
  Eigen::Vector3d u = a.fullPivLu().solve(b);
  Eigen::HouseholderQR<Eigen::Matrix3d> qr(a);
  Eigen::Vector3d v = qr.solve(b);
  return u.dot(v) + u.sum() + a.fullPivLu().determinant();
}
