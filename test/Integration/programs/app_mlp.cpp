// covers: a small neural network: weights from the input, activations overwritten layer by layer
// function: app_mlp
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 0.3
// family: Whole programs
// construct: a small neural network: weights from the input, activations overwritten layer by layer

#include <cmath>
#include <cstring>

static void layer(const double *weights, int n, double *activation) {
  double next[4];
  for (int i = 0; i < 4; i++) {
    next[i] = 0.1 * i;
    for (int j = 0; j < 4; j++)
      next[i] += weights[(i * 4 + j) % n] * activation[j];
    next[i] = std::tanh(next[i]);
  }
  memcpy(activation, next, sizeof(next));
}

double app_mlp(const double *x, int n) {
  double activation[4] = {1.0, -0.5, 0.25, 0.75};
  for (int l = 0; l < 3; l++)
    layer(x + l, n - l, activation);
  double s = 0.0;
  for (int i = 0; i < 4; i++)
    s += std::exp(activation[i]);
  return std::log(s);
}
