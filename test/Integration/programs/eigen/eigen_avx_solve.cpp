// covers: triangular systems in packets of four
// function: eigen_avx_solve
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// flags: -mavx2 -mfma
// value: rounded
// family: Eigen
// construct: triangular solves compiled to AVX and FMA (`-mavx2 -mfma`)

#include <Eigen/Dense>

double eigen_avx_solve(const double *x, int n) {
  Eigen::MatrixXd a(n, n);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      a(i, j) = x[i] * x[j] * 0.3 + (i == j ? 3.0 : 0.1 * i);
  Eigen::VectorXd v = Eigen::Map<const Eigen::VectorXd>(x, n);
  Eigen::VectorXd w = a.triangularView<Eigen::Lower>().solve(v);
  return w.squaredNorm() + w.dot(v);
}
