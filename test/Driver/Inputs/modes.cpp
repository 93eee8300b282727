// sum_i sin(a p_i) + a^2 p_i
#include <cmath>
double energy(double a, const double *p, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += std::sin(a * p[i]) + a * a * p[i];
  return sum;
}
namespace ns {
double twice(double x) { return 2 * x; }
} // namespace ns
