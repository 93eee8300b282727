// function: eigen_parameter_struct
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: matrices in structs, passed by reference, in `std::vector`

#include <Eigen/Dense>
#include <vector>

struct Layer {
  Eigen::Matrix2d weights;
  Eigen::Vector2d bias;
  Eigen::Vector2d operator()(const Eigen::Vector2d &in) const { return (weights * in + bias).array().tanh(); }
};

double eigen_parameter_struct(const double *x, int n) {
  std::vector<Layer> layers(2);
  for (int l = 0; l < 2; l++) {
    layers[l].weights << x[l], x[1], x[2 * l], x[3];
    layers[l].bias = Eigen::Vector2d(x[l + 1], 0.1);
  }
  Eigen::Vector2d state(0.5, x[n - 1]);
  for (const Layer &layer : layers)
    state = layer(state);
  return state.dot(Eigen::Vector2d(1.0, 2.0));
}
