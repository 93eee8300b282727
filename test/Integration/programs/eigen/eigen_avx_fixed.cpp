// covers: storage of fixed size aligned for 32 bytes: locals, members, in vectors, on the heap, by value
// function: eigen_avx_fixed
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// flags: -mavx2
// family: Eigen
// construct: matrices of fixed size compiled to AVX (`-mavx2`)

#include <Eigen/Dense>
#include <array>
#include <vector>

struct Layer {
  Eigen::Matrix4d weights;
  Eigen::Vector4d bias;
  double gain = 1.0;
};

static Eigen::Vector4d apply(Layer layer, const Eigen::Vector4d &in) {
  layer.bias *= layer.gain;
  return (layer.weights * in + layer.bias).array().tanh();
}

double eigen_avx_fixed(const double *x, int n) {
  std::vector<Layer> layers(2);
  for (int l = 0; l < 2; l++) {
    layers[l].weights.setIdentity();
    layers[l].weights.row(l) = Eigen::Map<const Eigen::RowVector4d>(x);
    layers[l].bias = Eigen::Vector4d(x[l + 1], 0.1, x[0] * x[3], 0.2);
    layers[l].gain = 0.5 + x[l];
  }
  layers.push_back(layers[0]);
  Eigen::Vector4d state = Eigen::Vector4d::Constant(0.5 * x[n - 1]);
  for (const Layer &layer : layers)
    state = apply(layer, state);
  std::array<Eigen::Matrix4d, 2> pair = {layers[1].weights, layers[2].weights * x[2]};
  std::swap(pair[0], pair[1]);
  Eigen::Matrix<double, 8, 1> wide;
  wide << state, pair[0].col(0);
  Eigen::Matrix3d odd = pair[0].topLeftCorner<3, 3>() * pair[1].bottomRightCorner<3, 3>();
  return wide.squaredNorm() + pair[0].determinant() + odd.trace() + pair[1].inverse().sum() + state.cwiseAbs().sum();
}
