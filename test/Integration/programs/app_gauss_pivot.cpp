// covers: Gaussian elimination with partial pivoting chosen by active values
// function: app_gauss_pivot
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// at: 0.2 2.5 0.9 1.4
// family: Whole programs
// construct: Gaussian elimination with partial pivoting chosen by active values

#include <cmath>

double app_gauss_pivot(const double *x, int n) {
  double a[6][7];
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++)
      a[i][j] = std::cos(x[i] * (j + 1)) + x[j];
    a[i][n] = x[i];
  }
  double determinant = 1.0;
  for (int k = 0; k < n; k++) {
    int pivot = k;
    for (int i = k + 1; i < n; i++)
      if (std::fabs(a[i][k]) > std::fabs(a[pivot][k]))
        pivot = i;
    if (pivot != k) {
      determinant = -determinant;
      for (int j = k; j <= n; j++) {
        double t = a[k][j];
        a[k][j] = a[pivot][j];
        a[pivot][j] = t;
      }
    }
    determinant *= a[k][k];
    for (int i = k + 1; i < n; i++) {
      double factor = a[i][k] / a[k][k];
      for (int j = k; j <= n; j++)
        a[i][j] -= factor * a[k][j];
    }
  }
  return determinant + a[n - 1][n];
}
