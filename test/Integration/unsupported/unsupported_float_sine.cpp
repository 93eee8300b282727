// function: unsupported_float_sine
// signature: double(const double*,int)
// construct: sine of Eigen arrays of float, whose large arguments are reduced by digits, without `costate/eigen.hpp`
// expect: refused costate-reinterpreted-active
#include <Eigen/Core>

double unsupported_float_sine(const double *x, int n) {
  Eigen::ArrayXf a = Eigen::Map<const Eigen::ArrayXd>(x, n).cast<float>();
  return a.sin().sum();
}
