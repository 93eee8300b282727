// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The hand-written adjoint of lstm_objective. Returns the value; adds the gradient.

#ifndef COSTATE_BENCHMARKS_LSTM_HAND_H
#define COSTATE_BENCHMARKS_LSTM_HAND_H

double lstm_objective_hand(int l, int c, int b, const double *main_params,
                           const double *extra_params, const double *state, const double *sequence,
                           double *main_params_bar, double *extra_params_bar);

#endif // COSTATE_BENCHMARKS_LSTM_HAND_H
