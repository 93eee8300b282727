// function: eigen_inverse_determinant
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: inverse and determinant of fixed size, cross products, norms
#include <Eigen/Dense>
double eigen_inverse_determinant(const double *x, int) {
  Eigen::Matrix3d a;
  a << 3.0 + x[0], x[1], 0.2, x[2], 4.0 + x[3], x[0], 0.1, x[1] * x[2], 5.0;
  Eigen::Matrix2d b = a.inverse().topLeftCorner<2, 2>();
  Eigen::Vector3d u(x[0], x[1], x[2]), v(x[3], 1.0, -x[0]);
  Eigen::Vector3d n = u.cross(v).normalized();
  return a.determinant() * 0.01 + b.inverse().sum() + n.dot(a * u) + u.stableNorm() +
         a.lpNorm<Eigen::Infinity>();
}
