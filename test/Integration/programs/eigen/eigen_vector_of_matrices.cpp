// function: eigen_vector_of_matrices
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: matrices in `std::vector` and `std::array`, products of a chain
#include <Eigen/Dense>
#include <array>
#include <vector>
double eigen_vector_of_matrices(const double *x, int n) {
  std::vector<Eigen::Matrix3d> chain;
  for (int k = 0; k < n; k++) {
    Eigen::Matrix3d m = Eigen::Matrix3d::Identity() * 0.5;
    m(k % 3, (k + 1) % 3) = x[k];
    m.row(2) += x[(k + 1) % n] * m.row(0);
    chain.push_back(m);
  }
  std::array<Eigen::Vector3d, 2> ends{Eigen::Vector3d::Ones(), Eigen::Vector3d(x[0], 1.0, x[1])};
  Eigen::Matrix3d product = Eigen::Matrix3d::Identity();
  for (const Eigen::Matrix3d &m : chain)
    product = product * m;
  chain[1].swap(product);
  return ends[0].dot(chain[1] * ends[1]) + product.sum();
}
