// covers: packets of eight floats: products of coefficients, reductions, broadcasts
// function: eigen_avx_float
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// tolerance: 1e-2
// flags: -mavx2 -mfma
// value: rounded
// family: Eigen
// construct: matrices of float compiled to AVX and FMA (`-mavx2 -mfma`)

#include <Eigen/Dense>

double eigen_avx_float(const double *x, int n) {
  Eigen::VectorXf v(3 * n);
  for (int i = 0; i < 3 * n; i++)
    v[i] = static_cast<float>(x[i % n]) * 0.5f + 0.1f * static_cast<float>(i);
  Eigen::VectorXf w = v.array().abs() * 0.3f + v.reverse().array().square();
  Eigen::Matrix<float, 8, 1> fixed = w.head<8>().cwiseProduct(v.tail<8>());
  return w.dot(v) * 1e-1f + fixed.squaredNorm() * 1e-2f + (w.array() + 1.0f).inverse().sum() + w.maxCoeff();
}
