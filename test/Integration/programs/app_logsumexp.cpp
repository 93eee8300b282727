// covers: log-sum-exp with the running maximum
// function: app_logsumexp
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 3.0 1.0
// family: Whole programs
// construct: log-sum-exp with the running maximum

#include <cmath>

double app_logsumexp(const double *x, int n) {
  double largest = x[0];
  for (int i = 1; i < n; i++)
    if (largest < x[i])
      largest = x[i];
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += std::exp(x[i] - largest);
  return largest + std::log(sum);
}
