// covers: several accumulators in one loop, one depends on another's running value
// function: accumulators_coupled
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Statements
// construct: values carried by a loop and used after it, rotated, coupled

double accumulators_coupled(const double *x, int n) {
  double mean = 0.0, m2 = 0.0, m3 = 0.0;
  for (int i = 0; i < n; i++) {
    double delta = x[i] - mean;
    double delta_n = delta / (i + 1);
    double term = delta * delta_n * i;
    mean += delta_n;
    m3 += term * delta_n * (i - 1) - 3.0 * delta_n * m2;
    m2 += term;
  }
  return m3 / (m2 + 1.0) + mean;
}
