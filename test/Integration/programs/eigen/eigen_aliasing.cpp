// function: eigen_aliasing
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: products that alias their result, `noalias`, `eval`
#include <Eigen/Dense>
double eigen_aliasing(const double *x, int) {
  Eigen::Matrix2d a, b;
  a << x[0], x[1], x[2], x[3];
  b << 0.5, x[0] * x[1], -0.2, x[3];
  a = a * a;
  b.noalias() += a * b.transpose().eval();
  a = b * a;
  a.col(0) = a.col(1) + a.col(0) * 0.5;
  a.transposeInPlace();
  for (int i = 0; i < 3; i++)
    b = (a * b).eval() * 0.25;
  return (a + b).sum() + a(0, 1) * b(1, 0);
}
