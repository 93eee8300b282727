// function: accept_lstm
// signature: double(const double*,int)
// at: 0.5 -0.3 0.8 0.1 -0.7 0.4 0.2 0.9 -0.1 0.3 0.6 -0.2 0.05 0.33 -0.48 0.7 0.11 -0.25
// family: Acceptance
// construct: an LSTM of structs that hold vectors

// A long short-term memory cell over a sequence; parameters, states and gates are structs of vectors.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

struct Gate {
  std::vector<double> input, recurrent, bias;
};
struct Parameters {
  Gate forget, update, candidate;
  std::size_t hidden;
};
struct LstmState {
  std::vector<double> h, c;
  explicit LstmState(std::size_t hidden) : h(hidden, 0.0), c(hidden, 0.0) {}
};

static double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

static Gate read_gate(const double *&from, std::size_t hidden) {
  Gate gate;
  for (std::vector<double> *part : {&gate.input, &gate.recurrent, &gate.bias}) {
    part->assign(from, from + hidden);
    from += hidden;
  }
  return gate;
}

static std::vector<double> preactivation(const Gate &gate, double x, const std::vector<double> &h) {
  std::vector<double> r(gate.bias);
  for (std::size_t i = 0; i < r.size(); ++i)
    r[i] += gate.input[i] * x + gate.recurrent[i] * h[i];
  return r;
}

static LstmState advance(const Parameters &p, LstmState state, double x) {
  auto forget = preactivation(p.forget, x, state.h), update = preactivation(p.update, x, state.h);
  auto candidate = preactivation(p.candidate, x, state.h);
  std::transform(forget.begin(), forget.end(), forget.begin(), sigmoid);
  std::transform(update.begin(), update.end(), update.begin(), sigmoid);
  for (std::size_t i = 0; i < p.hidden; ++i) {
    state.c[i] = forget[i] * state.c[i] + update[i] * std::tanh(candidate[i]);
    state.h[i] = update[i] * std::tanh(state.c[i]);
  }
  return state;
}

double accept_lstm(const double *x, int n) {
  const double *from = x;
  Parameters p;
  p.hidden = n / 9;
  p.forget = read_gate(from, p.hidden);
  p.update = read_gate(from, p.hidden);
  p.candidate = read_gate(from, p.hidden);

  const std::vector<double> sequence = {0.1, 0.5, -0.3, 0.9, 0.4, -0.6, 0.2};
  LstmState state(p.hidden);
  double loss = 0.0;
  for (std::size_t t = 0; t + 1 < sequence.size(); ++t) {
    state = advance(p, std::move(state), sequence[t]);
    double prediction = 0.0;
    for (double h : state.h)
      prediction += h;
    const double error = prediction - sequence[t + 1];
    loss += error * error;
  }
  return loss / (sequence.size() - 1);
}
