// function: random_monte_carlo
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Algorithms and numerics
// construct: `<random>` and `<chrono>` as inactive data

#include <cmath>
#include <random>

double random_monte_carlo(double x, double y) {
  std::mt19937_64 generator(7);
  std::normal_distribution<double> normal(0.0, 1.0);
  std::uniform_real_distribution<double> uniform(-0.5, 0.5);
  double s = 0.0;
  for (int i = 0; i < 50; i++) {
    double price = x * std::exp(0.2 * y * normal(generator) - 0.02 * y * y);
    s += std::fmax(price - 1.0, 0.0) + uniform(generator) * x * y;
  }
  return s / 50.0;
}
