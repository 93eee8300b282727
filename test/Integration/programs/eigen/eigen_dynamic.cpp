// function: eigen_dynamic
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: dynamic matrices and vectors, expression templates

#include <Eigen/Dense>

double eigen_dynamic(const double *x, int n) {
  Eigen::VectorXd v(n);
  for (int i = 0; i < n; i++)
    v(i) = x[i];
  Eigen::MatrixXd a = v * v.transpose();
  a += Eigen::MatrixXd::Identity(n, n) * 2.0;
  Eigen::VectorXd w = a * v - 0.5 * v;
  return w.squaredNorm() + w.cwiseProduct(v).sum() + a.row(0).dot(w);
}
