// covers: estimates of reciprocals of square roots with a Newton step, what they do at zero, masks of conditions; logarithms by bits
// function: eigen_float_functions
// signature: double(const double*,int)
// at: 1.3 0.7 0.4 2.2 0.1
// at: 0.3 1.7 0.9 0.2 1.1 0.6 0.8 3.1 1e-3
// oracle: differences
// tolerance: 1e-2
// family: Eigen
// construct: functions of coefficients of float: square roots, norms, exponentials, logarithms

#include <Eigen/Core>

double eigen_float_functions(const double *x, int n) {
  Eigen::ArrayXf a = Eigen::Map<const Eigen::ArrayXd>(x, n).cast<float>();
  Eigen::ArrayXf roots = a.sqrt() + a.rsqrt() * 0.1f + a.inverse() * 0.01f;
  Eigen::ArrayXf zeros = (a > 0.5f).select(0.0f, a);
  zeros = zeros.sqrt() * zeros;
  for (int i = 0; i < 2; i++)
    roots = (roots + 1.0f).sqrt() * (roots + 0.5f).log();
  Eigen::ArrayXf others = a.exp() * 0.1f + a.log() + a.log2() + a.log1p() + a.expm1() * 0.1f + a.tanh() + a.pow(1.5f);
  Eigen::VectorXf v = a.matrix();
  v = v.normalized() * 2.0f + v.stableNormalized();
  v.normalize();
  return roots.sum() + zeros.sum() + others.mean() + v.dot(a.matrix()) + a.matrix().norm() * others.minCoeff();
}
