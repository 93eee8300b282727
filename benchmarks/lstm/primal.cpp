// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The LSTM as a person writes it: heap work arrays, a state that is updated in place from one time
// step to the next, and a pointer that moves from layer to layer.

#include "lstm.h"

#include <cmath>
#include <cstdlib>
#include <cstring>

static double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

/// The logarithm of 2 plus the sum of exp(x[i]).
static double logsumexp_plus_two(const double *x, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += std::exp(x[i]);
  sum += 2.0;
  return std::log(sum);
}

/// One layer, one time step: updates `hidden` and `cell` in place.
static void lstm_layer(int b, const double *weight, const double *bias, double *hidden,
                       double *cell, const double *input) {
  double *gates = (double *)malloc(4 * b * sizeof(double));
  double *forget = &gates[0];
  double *ingate = &gates[b];
  double *outgate = &gates[2 * b];
  double *change = &gates[3 * b];

  for (int i = 0; i < b; i++) {
    forget[i] = sigmoid(input[i] * weight[i] + bias[i]);
    ingate[i] = sigmoid(hidden[i] * weight[b + i] + bias[b + i]);
    outgate[i] = sigmoid(input[i] * weight[2 * b + i] + bias[2 * b + i]);
    change[i] = std::tanh(hidden[i] * weight[3 * b + i] + bias[3 * b + i]);
  }
  for (int i = 0; i < b; i++)
    cell[i] = cell[i] * forget[i] + ingate[i] * change[i];
  for (int i = 0; i < b; i++)
    hidden[i] = outgate[i] * std::tanh(cell[i]);

  free(gates);
}

/// One time step of all layers; the output of one is the input of the next.
static void lstm_predict(int l, int b, const double *main_params, const double *extra_params,
                         double *state, const double *input, double *prediction) {
  for (int i = 0; i < b; i++)
    prediction[i] = input[i] * extra_params[i];

  const double *layer_input = prediction;
  for (int layer = 0; layer < l; layer++) {
    const double *weight = &main_params[layer * 8 * b];
    const double *bias = &main_params[layer * 8 * b + 4 * b];
    double *hidden = &state[layer * 2 * b];
    double *cell = &state[layer * 2 * b + b];
    lstm_layer(b, weight, bias, hidden, cell, layer_input);
    layer_input = hidden;
  }

  for (int i = 0; i < b; i++)
    prediction[i] = layer_input[i] * extra_params[b + i] + extra_params[2 * b + i];
}

double lstm_objective(int l, int c, int b, const double *main_params, const double *extra_params,
                      const double *state, const double *sequence) {
  double *current = (double *)malloc(2 * l * b * sizeof(double));
  double *predicted = (double *)malloc(b * sizeof(double));
  double *normalised = (double *)malloc(b * sizeof(double));
  memcpy(current, state, 2 * l * b * sizeof(double));

  double total = 0.0;
  int count = 0;
  const double *input = sequence;
  for (int t = 0; t < c - 1; t++) {
    lstm_predict(l, b, main_params, extra_params, current, input, predicted);
    double lse = logsumexp_plus_two(predicted, b);
    for (int i = 0; i < b; i++)
      normalised[i] = predicted[i] - lse;

    const double *target = &sequence[(t + 1) * b];
    for (int i = 0; i < b; i++)
      total += target[i] * normalised[i];
    count += b;
    input = target;
  }

  free(normalised);
  free(predicted);
  free(current);
  return -total / count;
}
