#include "shared.h"
double in_other_file(double x);

int main() {
  double x_bar = 0;
  g_grad(0.5, &x_bar);
  double expected = std::exp(2.0) * 8 + 12 + 3;
  return !(std::fabs(derivatives(2) - expected) < 1e-12 * expected &&
           in_other_file(2) == derivatives(2) &&
           std::fabs(x_bar - (std::cos(0.5) * 0.5 + std::sin(0.5))) < 1e-15);
}
