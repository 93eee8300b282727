#include "model.h"

double model(double a, const double *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += SCALE * a * POWER(x[i]);
  return sum;
}
