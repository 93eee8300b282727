// covers: exp and log take numbers apart by their bits, powers, choices by masks, in packets with multiply-add
// function: eigen_avx_coefficients
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.1
// at: 0.3 -1.7 0.9 0.2 1.1 -0.6 0.8 3.1
// oracle: differences
// flags: -mavx2 -mfma
// value: rounded
// family: Eigen
// construct: functions of coefficients compiled to AVX and FMA (`-mavx2 -mfma`)

#include <Eigen/Dense>

double eigen_avx_coefficients(const double *x, int n) {
  Eigen::ArrayXd a = Eigen::Map<const Eigen::ArrayXd>(x, n);
  Eigen::ArrayXd b = (a > 0.5).select(a * a, a.exp());
  Eigen::ArrayXd c = b.max(a).min(2.0) + a.abs().sqrt() + (a.abs() + 0.5).pow(1.5);
  Eigen::ArrayXf f = a.cast<float>();
  double single = (f.exp() + (f.abs() + 1.0f).log() + f.tanh()).cast<double>().sum() * 1e-8;
  return c.sum() + b.log().mean() + (a - b).matrix().norm() + a.sin().prod() + a.cos().sum() +
         b.tanh().square().sum() + (b.inverse() + a.cube()).maxCoeff() + a.floor().sum() + a.round().sum() +
         b.log1p().sum() + single;
}
