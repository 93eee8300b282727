// function: accept_mlp
// signature: double(const double*,int)
// at: 0.5 -0.3 0.8 0.1 -0.7 0.4 0.2 0.9 -0.1 0.3 0.6 -0.2 0.05
// family: Acceptance
// construct: a multilayer perceptron of `std::vector<std::vector<double>>`

// A multilayer perceptron: parameters from one flat array, cross entropy over a small data set.
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace nn {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

struct Dense {
  Matrix weights;
  Vector bias;
};

class Network {
public:
  Network(const std::vector<std::size_t> &sizes, const double *parameters, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t l = 0; l + 1 < sizes.size(); ++l) {
      Dense layer;
      layer.weights.resize(sizes[l + 1], Vector(sizes[l]));
      for (auto &row : layer.weights)
        for (auto &w : row)
          w = parameters[at++];
      layer.bias.assign(parameters + at, parameters + at + sizes[l + 1]);
      at += sizes[l + 1];
      layers.push_back(layer);
    }
    if (at != count)
      throw std::invalid_argument("wrong number of parameters");
  }

  Vector forward(const Vector &input) const {
    Vector activation = input;
    for (std::size_t l = 0; l < layers.size(); ++l) {
      Vector next = multiply(layers[l].weights, activation);
      for (std::size_t i = 0; i < next.size(); ++i) {
        next[i] += layers[l].bias[i];
        if (l + 1 < layers.size())
          next[i] = std::tanh(next[i]);
      }
      activation = std::move(next);
    }
    return activation;
  }

private:
  static Vector multiply(const Matrix &m, const Vector &v) {
    Vector r;
    r.reserve(m.size());
    for (const Vector &row : m) {
      double s = 0.0;
      for (std::size_t j = 0; j < v.size(); ++j)
        s += row[j] * v[j];
      r.push_back(s);
    }
    return r;
  }

  std::vector<Dense> layers;
};

static double logistic_loss(double logit, bool label) {
  double signed_logit = label ? logit : -logit;
  return signed_logit > 0.0 ? std::log1p(std::exp(-signed_logit)) : std::log1p(std::exp(signed_logit)) - signed_logit;
}

} // namespace nn

double accept_mlp(const double *x, int n) {
  const nn::Network network({2, 3, 1}, x, n);
  const std::vector<std::vector<double>> inputs = {{0.0, 0.0}, {0.0, 1.0}, {1.0, 0.0}, {1.0, 1.0}};
  const std::vector<bool> labels = {false, true, true, false};
  double loss = 0.0;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    loss += nn::logistic_loss(network.forward(inputs[i])[0], labels[i]);
  double penalty = 0.0;
  for (int i = 0; i < n; ++i)
    penalty += x[i] * x[i];
  return loss / inputs.size() + 0.01 * penalty;
}
