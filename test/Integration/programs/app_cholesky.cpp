// covers: Cholesky factorisation in place and forward substitution
// function: app_cholesky
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// at: 0.2 0.5 0.9 1.4
// family: Whole programs
// construct: Cholesky factorisation in place and forward substitution

#include <cmath>
#include <cstdlib>

double app_cholesky(const double *x, int n) {
  double *a = (double *)malloc(n * n * sizeof(double));
  double *b = (double *)calloc(n, sizeof(double));
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      a[i * n + j] = std::exp(-(x[i] - x[j]) * (x[i] - x[j])) + (i == j ? 0.5 : 0.0);
  double logdet = 0.0, quadratic = 0.0;
  for (int j = 0; j < n; j++) {
    for (int k = 0; k < j; k++)
      a[j * n + j] -= a[j * n + k] * a[j * n + k];
    a[j * n + j] = std::sqrt(a[j * n + j]);
    logdet += std::log(a[j * n + j]);
    for (int i = j + 1; i < n; i++) {
      for (int k = 0; k < j; k++)
        a[i * n + j] -= a[i * n + k] * a[j * n + k];
      a[i * n + j] /= a[j * n + j];
    }
  }
  for (int i = 0; i < n; i++) {
    b[i] = x[i];
    for (int k = 0; k < i; k++)
      b[i] -= a[i * n + k] * b[k];
    b[i] /= a[i * n + i];
    quadratic += b[i] * b[i];
  }
  free(b);
  free(a);
  return logdet + 0.5 * quadratic;
}
