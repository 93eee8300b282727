// function: eigen_llt
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: LLT, LDLT, LU, QR solves, inverse

#include <Eigen/Dense>
#include <cmath>

double eigen_llt(const double *x, int n) {
  Eigen::MatrixXd k(n, n);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      k(i, j) = std::exp(-0.5 * (x[i] - x[j]) * (x[i] - x[j])) + (i == j ? 0.3 : 0.0);
  Eigen::VectorXd y = Eigen::VectorXd::LinSpaced(n, -1.0, 1.0);
  Eigen::LLT<Eigen::MatrixXd> llt(k);
  Eigen::VectorXd alpha = llt.solve(y);
  double logdet = 0.0;
  for (int i = 0; i < n; i++)
    logdet += std::log(llt.matrixL()(i, i));
  return 0.5 * y.dot(alpha) + logdet;
}
