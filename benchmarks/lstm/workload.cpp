// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The LSTM: data, routes and sizes.

#include "../harness/workload.h"

#include "hand.h"
#include "lstm.h"

#include <algorithm>
#include <memory>

#define LSTM_GRADIENT(NAME)                                                                        \
  double NAME(int l, int c, int b, const double *main_params, const double *extra_params,          \
              const double *state, const double *sequence, double *main_params_bar,                \
              double *extra_params_bar)
COSTATE_BENCH_DERIVATIVE LSTM_GRADIENT(lstm_objective_grad_cpp); // emitted C++
COSTATE_BENCH_DERIVATIVE LSTM_GRADIENT(lstm_objective_grad);     // emitted object

namespace bench {
namespace {

struct Lstm {
  int l, c, b;
  Vector parameters; ///< main, extra
  Vector state, sequence;

  Lstm(int l, int c, int b) : l(l), c(c), b(b) {
    Random random(2);
    parameters = random.uniform_vector(8 * l * b + 3 * b, -1.0, 1.0);
    state = random.uniform_vector(2 * l * b, -0.5, 0.5);
    sequence = random.uniform_vector(c * b, 0.0, 1.0);
    for (double &bit : sequence)
      bit = bit < 0.5 ? 0.0 : 1.0;
  }

  double value(const Vector &p) const {
    return lstm_objective(l, c, b, &p[0], &p[8 * l * b], state.data(), sequence.data());
  }

  template <class Gradient> void gradient(Gradient *function, Vector &out) const {
    out.resize(1 + parameters.size());
    std::fill(out.begin(), out.end(), 0.0);
    const double *p = parameters.data();
    double *bar = out.data() + 1;
    out[0] =
        function(l, c, b, p, p + 8 * l * b, state.data(), sequence.data(), bar, bar + 8 * l * b);
  }
};

template <class Gradient>
Route route(const char *name, std::shared_ptr<Lstm> lstm, Gradient *function) {
  if (!function)
    return {name, nullptr};
  return {name, [lstm, function](Vector &out) { lstm->gradient(function, out); }};
}

Case make(int l, int c, bool full_only) {
  auto lstm = std::make_shared<Lstm>(l, c, 14);
  Case out;
  out.name = "lstm l=" + std::to_string(l) + " c=" + std::to_string(c);
  out.full_only = full_only;
  out.primal = [lstm](Vector &result) { result.assign(1, lstm->value(lstm->parameters)); };
  out.costate = {route("c++", lstm, lstm_objective_grad_cpp),
                 route("object", lstm, lstm_objective_grad)};
  out.hand = route("hand", lstm, lstm_objective_hand);
  out.parameters = lstm->parameters;
  out.value_at = [lstm](const Vector &p) { return lstm->value(p); };
  out.gradient = [lstm] {
    Vector result;
    lstm->gradient(lstm_objective_hand, result);
    return Vector(result.begin() + 1, result.end());
  };
  return out;
}

} // namespace

std::vector<Case> lstm_cases() {
  return {make(2, 1024, false), make(4, 1024, false), make(4, 4096, true)};
}

} // namespace bench
