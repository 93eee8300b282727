// covers: rotations until all are negligible, sorted at the end
// function: eigen_jacobi_svd
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: singular values by Jacobi rotations, solves

#include <Eigen/SVD>

double eigen_jacobi_svd(const double *x, int n) {
  Eigen::Matrix3d a;
  for (int j = 0; j < 3; j++)
    for (int i = 0; i < 3; i++)
      a(i, j) = x[(i + 2 * j) % n] * (i + 1) + (i == j ? 2.0 * j + 1.0 : 0.0);
  Eigen::JacobiSVD<Eigen::Matrix3d> svd(a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  Eigen::Vector3d values = svd.singularValues(), b(x[0], 1.0, x[1]);
  return values[0] * values[2] + values[1] + svd.solve(b).squaredNorm();
}
