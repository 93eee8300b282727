// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stack of LSTM layers with element-wise weights that predicts the next character of a sequence.

#ifndef COSTATE_BENCHMARKS_LSTM_LSTM_H
#define COSTATE_BENCHMARKS_LSTM_LSTM_H

/// Negative mean log-likelihood of a sequence under the model: each character predicts the next
/// one.
///
/// \param l  layers; \param c characters in the sequence; \param b bits (units) per character
/// \param main_params   per layer: 4 b weights, then 4 b biases, each in the order of the gates
///                      forget, in, out, change
/// \param extra_params  b input weights, b output weights, b output biases
/// \param state         the initial state, per layer: b hidden values, then b cell values
/// \param sequence      c rows of b
double lstm_objective(int l, int c, int b, const double *main_params, const double *extra_params,
                      const double *state, const double *sequence);

#endif // COSTATE_BENCHMARKS_LSTM_LSTM_H
