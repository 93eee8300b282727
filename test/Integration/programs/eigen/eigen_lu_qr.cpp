// function: eigen_lu_qr
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: LLT, LDLT, LU, QR solves, inverse

#include <Eigen/Dense>

double eigen_lu_qr(const double *x, int n) {
  Eigen::Matrix3d a;
  a << 3.0 + x[0], x[1], x[2], 0.5, 2.0 + x[3], x[0], x[1], 0.1, 4.0;
  Eigen::Vector3d b(x[0], x[1], 1.0);
  Eigen::Vector3d u = a.partialPivLu().solve(b), v = a.colPivHouseholderQr().solve(b), w = a.inverse() * b;
  Eigen::Matrix3d s = a * a.transpose();
  return u.squaredNorm() + v.sum() + w(1) + s.ldlt().solve(b).dot(b) * n;
}
