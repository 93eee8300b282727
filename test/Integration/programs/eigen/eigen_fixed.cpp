// function: eigen_fixed
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: fixed matrices and vectors, products, norms

#include <Eigen/Dense>

double eigen_fixed(const double *x, int n) {
  Eigen::Vector3d a(x[0], x[1], x[2]), b(x[3], 1.0, x[0] * x[1]);
  Eigen::Matrix3d m;
  m << x[0], x[1], 0.0, 0.5, x[2], x[3], 1.0, 2.0, x[0];
  Eigen::Vector3d c = m * a + 0.5 * b;
  return c.dot(a) + c.cross(b).norm() + m.determinant() + m.trace() * n;
}
