// function: eigen_coefficients
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: functions of coefficients: select, min, max, abs, exp, pow; reductions
#include <Eigen/Dense>
double eigen_coefficients(const double *x, int n) {
  Eigen::ArrayXd a = Eigen::Map<const Eigen::ArrayXd>(x, n);
  Eigen::ArrayXd b = (a > 0.5).select(a * a, a.exp());
  Eigen::ArrayXd c = b.max(a).min(2.0) + a.abs().sqrt() + (a.abs() + 0.5).pow(1.5);
  double largest = c.maxCoeff(), smallest = b.minCoeff();
  return c.sum() + largest * smallest + b.log().mean() + (a - b).matrix().norm() +
         a.matrix().lpNorm<1>() + a.sin().prod() + b.tanh().square().sum();
}
