// covers: blocks that Eigen aligns for 32 bytes by hand; products and reductions in packets of four
// function: eigen_avx_dynamic
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.3 -1.7 0.9 0.2 1.1 -0.6 0.8
// oracle: differences
// flags: -mavx2
// family: Eigen
// construct: dynamic matrices compiled to AVX (`-mavx2`)

#include <Eigen/Dense>

double eigen_avx_dynamic(const double *x, int n) {
  Eigen::MatrixXd a(n, n);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      a(i, j) = x[i] * x[j] * 0.3 + (i == j ? 3.0 : 0.1 * i);
  Eigen::VectorXd v = Eigen::Map<const Eigen::VectorXd>(x, n);
  Eigen::VectorXd w = a * v - 0.5 * a.row(n - 1).transpose();
  Eigen::MatrixXd b = a.lazyProduct(a.transpose());
  b.noalias() += v * w.transpose();
  if (w[0] < 0.0)
    return b.sum() * w.minCoeff();
  return w.lpNorm<1>() + b.diagonal().prod() * 0.01 + b.block(1, 0, n - 1, n).squaredNorm() + b.col(0).mean();
}
