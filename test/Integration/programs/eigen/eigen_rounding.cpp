// covers: exp and rounding of packets where the processor has no instruction that rounds; numbers with an even count left over
// function: eigen_rounding
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.1
// at: 0.3 -1.7 0.9 0.2 1.1 -0.6 0.8 3.1
// oracle: differences
// tolerance: 1e-6
// family: Eigen
// construct: exponentials and rounding of arrays

#include <Eigen/Core>

double eigen_rounding(const double *x, int n) {
  Eigen::ArrayXd a = Eigen::Map<const Eigen::ArrayXd>(x, n);
  Eigen::ArrayXd b = a.exp() + a.floor() * a + a.ceil() * a.square() - a.rint() * a.cube() + a.round();
  for (int i = 0; i < 3; i++)
    b = (b * 0.1).exp() - (b * 2.0).floor() * 0.25; // in place
  return b.sum() + (a > 0.0).select(a.exp(), (-a).exp()).prod() + b.expm1().mean();
}
