// covers: fewer rows than columns: triangular from both sides
// function: eigen_complete_orthogonal
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: complete orthogonal decompositions: solutions of least norm

#include <Eigen/QR>

double eigen_complete_orthogonal(const double *x, int n) {
  Eigen::Matrix<double, 2, 3> a;
  for (int j = 0; j < 3; j++)
    for (int i = 0; i < 2; i++)
      a(i, j) = x[(i + j) % n] * (i + 1) + (i == j ? 2.0 * j : 0.3 * i * j);
  Eigen::CompleteOrthogonalDecomposition<Eigen::Matrix<double, 2, 3>> cod(a);
  Eigen::Vector2d b(x[0], 1.0);
  Eigen::Vector3d u = cod.solve(b);
  return u.squaredNorm() + (a.transpose() * b).dot(u);
}
