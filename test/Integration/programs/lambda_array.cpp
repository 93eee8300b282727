// covers: an array of closures that is indexed by data, closures as members
// function: lambda_array
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Lambdas
// construct: generic lambdas, lambdas that return lambdas, arrays of closures

template <class F> struct Term {
  F f;
  double weight;
};

double lambda_array(const double *x, int n) {
  double bias = x[0] * x[n - 1];
  auto make = [&](double slope, double shift) {
    return [slope, shift, &bias](double v) {
      bias += 0.125 * v;
      return slope * v + shift * bias;
    };
  };
  using Line = decltype(make(0.0, 0.0));
  Line lines[3] = {make(x[1], x[0]), make(x[0], x[1]), make(2.0, x[2])};
  Term<Line> terms[2] = {{lines[2], x[1]}, {lines[0], 0.5}};
  double sum = 0.0;
  for (int i = 0; i < 3 * n; ++i) {
    sum += lines[(i * 5) % 3](x[i % n] * sum + 1.0);
    terms[i % 2].weight *= terms[1 - i % 2].f(0.1 * x[i % n]);
  }
  return sum * terms[0].weight + terms[1].weight;
}
