// covers: Gauss-Seidel until converged: an in-place sweep in a data-dependent loop
// function: app_gauss_seidel
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Whole programs
// construct: Gauss-Seidel until converged: an in-place sweep in a data-dependent loop

#include <cmath>

double app_gauss_seidel(const double *x, int n) {
  double u[8] = {0.0};
  double change;
  int sweeps = 0;
  do {
    change = 0.0;
    for (int i = 0; i < n; i++) {
      double old = u[i];
      double left = i > 0 ? u[i - 1] : 0.0, right = i + 1 < n ? u[i + 1] : 0.0;
      u[i] = (x[i] + left + right) / (3.0 + 0.1 * x[i] * x[i]);
      change = std::fmax(change, std::fabs(u[i] - old));
    }
  } while (change > 1e-15 && ++sweeps < 200);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += u[i] * u[i] * (i + 1);
  return s;
}
