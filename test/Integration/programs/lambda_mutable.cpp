// covers: mutable lambdas with init captures, copied closures have a state of their own
// function: lambda_mutable
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Lambdas
// construct: `mutable`, init captures, copied closures

double lambda_mutable(const double *x, int n) {
  double total = 0.0;
  auto step = [state = x[0], i = 0, &t = total](double v) mutable {
    state = state * 0.5 + v;
    t += state * ++i;
    return state;
  };
  double last = 0.0;
  for (int k = 0; k < n; ++k) {
    auto copy = step;
    last += copy(x[k]) * step(x[k]);
  }
  return total * last;
}
