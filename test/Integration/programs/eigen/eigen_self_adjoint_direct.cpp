// covers: eigenvalues and eigenvectors of 2 x 2 and 3 x 3 by closed forms, in loops that overwrite the matrix
// function: eigen_self_adjoint_direct
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: eigenvalues and eigenvectors of small symmetric matrices (`computeDirect`)

#include <Eigen/Eigenvalues>

double eigen_self_adjoint_direct(const double *x, int) {
  Eigen::Matrix2d a;
  a << x[0], x[1], x[1], x[2];
  Eigen::Matrix3d b;
  b << x[0], x[1], x[2], x[1], 2.0, x[3], x[2], x[3], -x[0];
  double sum = 0.0;
  for (int i = 0; i < 2; i++) {
    Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d> two;
    Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> three;
    two.computeDirect(a);
    three.computeDirect(b);
    sum += two.eigenvalues().dot(a.diagonal()) + three.eigenvalues()[0] * three.eigenvalues()[2];
    sum += two.eigenvectors().col(0).cwiseAbs2().dot(a.col(1)) + three.eigenvectors().col(1).cwiseAbs2().dot(b.col(2));
    a(0, 1) = a(1, 0) = sum * 0.1;
    b *= x[1];
  }
  return sum;
}
