#include <cmath>

double model_grad(double a, const double *x, int n, double *a_bar, double *x_bar);

int main() {
  double x[2] = {1, 2}, x_bar[2] = {}, a_bar = 0;
  double value = model_grad(0.5, x, 2, &a_bar, x_bar);
  return !(std::fabs(value - 7.5) < 1e-12 && std::fabs(a_bar - 15) < 1e-12 &&
           std::fabs(x_bar[1] - 6) < 1e-12);
}
