// covers: an LSTM cell over a few steps: heap gates, state in place, a moving input pointer
// function: app_lstm_step
// signature: double(const double*,int)
// at: 0.3 0.7 -0.4 0.2 0.9 0.1 -0.6 0.5
// family: Whole programs
// construct: an LSTM cell over a few steps: heap gates, state in place, a moving input pointer

#include <cmath>
#include <cstdlib>

static double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

static void cell_step(int b, const double *w, double *hidden, double *cell, const double *input) {
  double *gates = (double *)malloc(4 * b * sizeof(double));
  double *forget = &gates[0], *in = &gates[b], *out = &gates[2 * b], *change = &gates[3 * b];
  for (int i = 0; i < b; i++) {
    forget[i] = sigmoid(input[i] * w[i]);
    in[i] = sigmoid(hidden[i] * w[b + i]);
    out[i] = sigmoid(input[i] * w[2 * b + i]);
    change[i] = std::tanh(hidden[i] * w[3 * b + i] + 0.1);
  }
  for (int i = 0; i < b; i++)
    cell[i] = cell[i] * forget[i] + in[i] * change[i];
  for (int i = 0; i < b; i++)
    hidden[i] = out[i] * std::tanh(cell[i]);
  free(gates);
}

double app_lstm_step(const double *x, int n) {
  int b = n / 4;
  double state[16] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
  double first[8];
  double s = 0.0;
  for (int t = 0; t < 3; t++) {
    for (int i = 0; i < b; i++)
      first[i] = x[i] * (t + 1);
    const double *input = first;
    for (int l = 0; l < 2; l++) {
      double *h = &state[l * 2 * b], *c = &state[l * 2 * b + b];
      cell_step(b, x, h, c, input);
      input = h;
    }
    for (int i = 0; i < b; i++)
      s += input[i] * input[i];
  }
  return s;
}
