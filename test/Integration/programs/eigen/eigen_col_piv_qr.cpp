// covers: columns that are exchanged at one point and not at the other; factors that outlive the matrix; both arms
// function: eigen_col_piv_qr
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.3 1.9 0.6 0.2
// oracle: differences
// family: Eigen
// construct: QR with exchanged columns: least squares

#include <Eigen/QR>

double eigen_col_piv_qr(const double *x, int n) {
  Eigen::Matrix<double, 4, 3> a;
  for (int j = 0; j < 3; j++)
    for (int i = 0; i < 4; i++)
      a(i, j) = x[(i + j) % n] * (i + 1) + (i == j ? 2.0 * j : 0.3 * i * j);
  Eigen::ColPivHouseholderQR<Eigen::Matrix<double, 4, 3>> qr(a);
  a *= x[1]; // the factors stay
  Eigen::Vector4d b = a.col(1);
  b[3] += x[2];
  Eigen::Vector3d u = qr.solve(b);
  if (x[0] > 0.0)
    u *= x[3];
  return u.squaredNorm() + qr.rank() * x[0];
}
