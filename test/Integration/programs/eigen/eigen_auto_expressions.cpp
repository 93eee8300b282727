// function: eigen_auto_expressions
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: expressions kept by `auto`, evaluated after their operands changed
#include <Eigen/Dense>
double eigen_auto_expressions(const double *x, int) {
  Eigen::Vector3d a(x[0], x[1], x[2]), b(x[3], x[0], 1.0);
  auto sum = a + b;
  auto scaled = 2.0 * a.cwiseProduct(b);
  double first = sum.dot(b);
  a[1] = x[3] * x[3];
  b *= x[1];
  return first + sum.squaredNorm() + scaled.sum() * sum(1);
}
