// covers: a guard in a loop keeps the singular iterations out
// function: nan_kept_out_of_loop
// signature: double(const double*,int)
// at: 1.3 -0.1 -0.4 2.2
// family: Mathematics
// construct: NaN and infinity in code that does not count

#include <cmath>

double nan_kept_out_of_loop(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    if (x[i] <= 0.0)
      continue;
    s += std::sqrt(x[i]) * std::log(x[i]) + 1.0 / x[i];
  }
  return s * s;
}
