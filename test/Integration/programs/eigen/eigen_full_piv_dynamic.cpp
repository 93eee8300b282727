// covers: rows and columns exchanged, solved twice, in place; the factors outlive the matrix
// function: eigen_full_piv_dynamic
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: FullPivLU of dynamic matrices

#include <Eigen/LU>

double eigen_full_piv_dynamic(const double *x, int n) {
  Eigen::MatrixXd a(4, 4);
  for (int j = 0; j < 4; j++)
    for (int i = 0; i < 4; i++)
      a(i, j) = x[(i + j) % n] * (i + 1) + (i == j ? 2.0 * j + 1.0 : 0.3 * i * j);
  Eigen::FullPivLU<Eigen::MatrixXd> lu(a);
  a *= 0.5;
  Eigen::VectorXd b = a.col(1);
  for (int i = 0; i < 2; i++)
    b = lu.solve(b);
  return b.squaredNorm() + lu.determinant() + lu.rank() * x[3];
}
