// covers: an integer random generator drives active paths with a barrier
// function: app_monte_carlo
// signature: double(double,double)
// at: 1.3 0.7
// at: 1.0 0.2
// family: Whole programs
// construct: an integer random generator drives active paths with a barrier

#include <cmath>

double app_monte_carlo(double x, double y) {
  unsigned long long state = 42;
  double total = 0.0;
  for (int path = 0; path < 20; path++) {
    double s = x;
    bool alive = true;
    for (int t = 0; t < 5; t++) {
      state = state * 6364136223846793005ull + 1442695040888963407ull;
      double u = (double)(state >> 40) / 16777216.0 - 0.5;
      s *= std::exp(0.02 + y * u);
      if (s > 2.0 * x) {
        alive = false;
        break;
      }
    }
    if (alive)
      total += s * s;
    else
      total += y;
  }
  return total / 20.0;
}
