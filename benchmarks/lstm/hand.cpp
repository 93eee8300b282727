// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The value and gradient of lstm_objective as a careful person writes them: the forward sweep keeps
// the results of the gates and of tanh(cell) of each step, so that the reverse sweep calls neither
// exp nor tanh.

#include "hand.h"

#include <cmath>
#include <cstdlib>
#include <cstring>

namespace {

/// What one layer keeps of one step, as seven rows of b values.
struct LayerRecord {
  double *forget, *ingate, *outgate, *change; ///< results of the gates
  double *cell_before, *tanh_cell, *hidden_before;

  static const int rows = 7;
  LayerRecord(double *at, int b)
      : forget(at), ingate(at + b), outgate(at + 2 * b), change(at + 3 * b),
        cell_before(at + 4 * b), tanh_cell(at + 5 * b), hidden_before(at + 6 * b) {}
};

double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

void layer_forward(int b, const double *__restrict weight, const double *__restrict bias,
                   double *__restrict hidden, double *__restrict cell,
                   const double *__restrict input, LayerRecord record) {
  for (int i = 0; i < b; i++) {
    record.hidden_before[i] = hidden[i];
    record.cell_before[i] = cell[i];
    record.forget[i] = sigmoid(input[i] * weight[i] + bias[i]);
    record.ingate[i] = sigmoid(hidden[i] * weight[b + i] + bias[b + i]);
    record.outgate[i] = sigmoid(input[i] * weight[2 * b + i] + bias[2 * b + i]);
    record.change[i] = std::tanh(hidden[i] * weight[3 * b + i] + bias[3 * b + i]);
    cell[i] = cell[i] * record.forget[i] + record.ingate[i] * record.change[i];
    record.tanh_cell[i] = std::tanh(cell[i]);
    hidden[i] = record.outgate[i] * record.tanh_cell[i];
  }
}

/// `hidden_bar`, `cell_bar`: in, of the state after the step; out, of the state before it.
/// `input_bar` is set.
void layer_reverse(int b, const double *__restrict weight, double *__restrict hidden_bar,
                   double *__restrict cell_bar, const double *__restrict input, LayerRecord record,
                   double *__restrict weight_bar, double *__restrict bias_bar,
                   double *__restrict input_bar) {
  for (int i = 0; i < b; i++) {
    double tanh_cell = record.tanh_cell[i], outgate = record.outgate[i];
    double forget = record.forget[i], ingate = record.ingate[i], change = record.change[i];
    double after_bar = cell_bar[i] + hidden_bar[i] * outgate * (1.0 - tanh_cell * tanh_cell);
    double out_bar = hidden_bar[i] * tanh_cell * outgate * (1.0 - outgate);
    double forget_bar = after_bar * record.cell_before[i] * forget * (1.0 - forget);
    double in_bar = after_bar * change * ingate * (1.0 - ingate);
    double change_bar = after_bar * ingate * (1.0 - change * change);
    double hidden_before = record.hidden_before[i];
    weight_bar[i] += forget_bar * input[i];
    weight_bar[b + i] += in_bar * hidden_before;
    weight_bar[2 * b + i] += out_bar * input[i];
    weight_bar[3 * b + i] += change_bar * hidden_before;
    bias_bar[i] += forget_bar;
    bias_bar[b + i] += in_bar;
    bias_bar[2 * b + i] += out_bar;
    bias_bar[3 * b + i] += change_bar;
    input_bar[i] = forget_bar * weight[i] + out_bar * weight[2 * b + i];
    hidden_bar[i] = in_bar * weight[b + i] + change_bar * weight[3 * b + i];
    cell_bar[i] = after_bar * forget;
  }
}

} // namespace

double lstm_objective_hand(int l, int c, int b, const double *main_params,
                           const double *extra_params, const double *state, const double *sequence,
                           double *main_params_bar, double *extra_params_bar) {
  // Per step: the records of the layers, then softmax-like weights of the prediction.
  const int layer_size = LayerRecord::rows * b, step_size = l * layer_size + b;
  double *tape = static_cast<double *>(std::malloc(sizeof(double) * step_size * (c - 1)));
  double *work = static_cast<double *>(std::malloc(sizeof(double) * (4 * l * b + 4 * b)));
  double *current = work, *state_bar = current + 2 * l * b;
  double *first = state_bar + 2 * l * b, *predicted = first + b, *input_bar = predicted + b,
         *down_bar = input_bar + b;
  std::memcpy(current, state, sizeof(double) * 2 * l * b);

  double total = 0.0;
  const double scale = -1.0 / ((c - 1) * b);
  for (int t = 0; t < c - 1; t++) {
    double *record = tape + t * step_size, *predicted_bar = record + l * layer_size;
    const double *input = sequence + t * b, *target = input + b;
    for (int i = 0; i < b; i++)
      first[i] = input[i] * extra_params[i];
    const double *layer_input = first;
    for (int layer = 0; layer < l; layer++) {
      layer_forward(b, main_params + layer * 8 * b, main_params + layer * 8 * b + 4 * b,
                    current + layer * 2 * b, current + layer * 2 * b + b, layer_input,
                    LayerRecord(record + layer * layer_size, b));
      layer_input = current + layer * 2 * b;
    }
    double sum = 0.0, target_sum = 0.0;
    for (int i = 0; i < b; i++) {
      predicted[i] = layer_input[i] * extra_params[b + i] + extra_params[2 * b + i];
      predicted_bar[i] = std::exp(predicted[i]);
      sum += predicted_bar[i];
      target_sum += target[i];
    }
    sum += 2.0;
    const double lse = std::log(sum), weight = scale * target_sum / sum;
    for (int i = 0; i < b; i++) {
      total += target[i] * (predicted[i] - lse);
      predicted_bar[i] = scale * target[i] - weight * predicted_bar[i];
    }
  }

  std::memset(state_bar, 0, sizeof(double) * 2 * l * b);
  for (int t = c - 2; t >= 0; t--) {
    double *record = tape + t * step_size, *predicted_bar = record + l * layer_size;
    const double *input = sequence + t * b;
    LayerRecord top(record + (l - 1) * layer_size, b);
    double *top_bar = state_bar + (l - 1) * 2 * b;
    for (int i = 0; i < b; i++) {
      double hidden = top.outgate[i] * top.tanh_cell[i];
      extra_params_bar[b + i] += predicted_bar[i] * hidden;
      extra_params_bar[2 * b + i] += predicted_bar[i];
      top_bar[i] += predicted_bar[i] * extra_params[b + i];
    }
    for (int layer = l - 1; layer >= 0; layer--) {
      if (layer == 0) {
        for (int i = 0; i < b; i++)
          first[i] = input[i] * extra_params[i];
      } else {
        LayerRecord below(record + (layer - 1) * layer_size, b);
        for (int i = 0; i < b; i++)
          first[i] = below.outgate[i] * below.tanh_cell[i];
      }
      layer_reverse(b, main_params + layer * 8 * b, state_bar + layer * 2 * b,
                    state_bar + layer * 2 * b + b, first,
                    LayerRecord(record + layer * layer_size, b), main_params_bar + layer * 8 * b,
                    main_params_bar + layer * 8 * b + 4 * b, down_bar);
      if (layer > 0)
        for (int i = 0; i < b; i++)
          state_bar[(layer - 1) * 2 * b + i] += down_bar[i];
    }
    for (int i = 0; i < b; i++)
      extra_params_bar[i] += down_bar[i] * input[i];
  }

  std::free(work);
  std::free(tape);
  return total * scale;
}
