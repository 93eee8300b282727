// covers: inverses of 2 x 2 to 4 x 4 by shuffles of packets, in place; determinants with a check
// function: eigen_inverse_small
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// tolerance: 1e-2
// family: Eigen
// construct: inverses and determinants of fixed size, in both precisions

#include <Eigen/LU>

template <class Scalar, int N> static double check(const double *x, int n) {
  Eigen::Matrix<Scalar, N, N> a, c;
  for (int j = 0; j < N; j++)
    for (int i = 0; i < N; i++)
      a(i, j) = static_cast<Scalar>(x[(3 * i + j) % n] * 0.3 + (i == j ? 2.0 + i : 0.1 * i));
  bool invertible = false;
  Scalar determinant = 0;
  a.computeInverseAndDetWithCheck(c, determinant, invertible);
  a = a.inverse().eval();
  Scalar sum = a.determinant() + determinant * Scalar(0.01) + c.trace();
  return invertible ? sum + a(0, 1) * c(1, 0) : 0.0;
}

double eigen_inverse_small(const double *x, int n) {
  return check<double, 2>(x, n) + check<double, 3>(x, n) + check<double, 4>(x, n) + check<float, 4>(x, n);
}
