// covers: tridiagonal form, then iterations until what is beside the diagonal is negligible
// function: eigen_eigenvectors
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: eigenvalues and eigenvectors of symmetric matrices by iteration

#include <Eigen/Eigenvalues>

double eigen_eigenvectors(const double *x, int n) {
  Eigen::Matrix3d a;
  for (int j = 0; j < 3; j++)
    for (int i = 0; i < 3; i++)
      a(i, j) = x[(i + j) % n] + (i == j ? 3.0 * i : 0.0);
  Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> solver(a);
  return solver.eigenvalues()[0] * solver.eigenvalues()[2] + solver.eigenvectors().col(2).cwiseAbs2().dot(a.col(1));
}
