// function: vector_in_struct
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: as parameter and result, by value, by reference, in structs

#include <vector>

struct Layer {
  std::vector<double> weights;
  double bias;
  Layer(const double *w, int n, double b) : weights(w, w + n), bias(b) {}
  double operator()(double in) const {
    double s = bias;
    for (double w : weights)
      s += w * in, in *= 0.5;
    return s;
  }
};

double vector_in_struct(const double *x, int n) {
  std::vector<Layer> layers;
  for (int i = 0; i < 3; i++)
    layers.emplace_back(x, n - i, x[i]);
  layers[1] = layers[2];
  layers[0].weights[0] += 1.0;
  double s = x[1];
  for (const Layer &layer : layers)
    s = layer(s) * 0.5;
  return s;
}
