// covers: vector types: arithmetic, lanes, shuffles, comparisons as masks, selects, compound assignment, in-place lanes
// family: expressions
// construct: vector types: arithmetic, lanes, shuffles, comparisons
// function: vector_extension
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.2 -1.1 0.6 0.3
// oracle: differences

typedef double pair __attribute__((vector_size(16)));
typedef double quad __attribute__((vector_size(32)));
typedef long long mask __attribute__((vector_size(16)));

struct State {
  pair value;
  double scale;
};

static pair advance(pair x, const pair &y) { return x * y - 0.25 * x / (2.0 + y * y); }

static pair larger(pair x, pair y) {
  mask chosen = x > y;
  return chosen ? x : y;
}

double vector_extension(const double *x, int n) {
  State state = {{x[0], x[1]}, 1.5};
  pair *value = &state.value;
  for (int i = 0; i + 2 <= n; i += 2) {
    pair lanes = {x[i], x[i + 1]};
    *value = advance(*value, lanes);
    state.value += lanes * state.scale;
    state.value[i % 2] *= 0.5;
    if (lanes[0] < 0.0)
      continue;
    state.value = -__builtin_shufflevector(state.value, lanes, 1, 2);
  }
  State copy = state;
  copy.value -= larger(copy.value, pair{0.1, 0.2} + x[0]);
  quad wide = __builtin_shufflevector(copy.value, state.value, 0, 1, 2, 3);
  wide *= wide;
  double sum = 0.0;
  for (int i = 0; i < 4; i++)
    sum += wide[i] * (i + 1);
  return sum;
}
