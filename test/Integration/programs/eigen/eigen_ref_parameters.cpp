// function: eigen_ref_parameters
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: parameters of type `Ref`, `MatrixBase` and `const VectorXd &`
#include <Eigen/Dense>
static double by_reference(const Eigen::VectorXd &v) { return v.squaredNorm() * v[0]; }
static double by_ref(const Eigen::Ref<const Eigen::VectorXd> &v) { return v.sum() * v[1]; }
static void scale(Eigen::Ref<Eigen::VectorXd> v, double by) { v *= by; }
template <class Derived> static double by_base(const Eigen::MatrixBase<Derived> &m) {
  return m.cwiseAbs2().sum() - m(0);
}
double eigen_ref_parameters(const double *x, int n) {
  Eigen::VectorXd v = Eigen::Map<const Eigen::VectorXd>(x, n);
  double result = by_reference(v) + by_ref(v.segment(1, 2));
  scale(v.tail(2), x[0]);
  return result + by_base(v + v.reverse()) + by_ref(v);
}
