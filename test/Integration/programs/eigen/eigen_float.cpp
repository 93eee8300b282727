// function: eigen_float
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// tolerance: 1e-2
// family: Eigen
// construct: matrices of float
#include <Eigen/Dense>
double eigen_float(const double *x, int) {
  Eigen::Matrix3f m;
  Eigen::Vector4f v;
  for (int i = 0; i < 4; i++)
    v[i] = static_cast<float>(x[i]);
  m << v[0], 0.5f, v[1], 0.25f, v[2] + 2.0f, 0.125f, v[3], 1.0f, 3.0f;
  Eigen::Vector3f w = m * v.head<3>() + m.transpose() * v.tail<3>();
  return w.dot(m.col(1)) + v.norm() + m.determinant();
}
