// function: random_between_active
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Algorithms and numerics
// construct: `<random>` and `<chrono>` as inactive data

#include <cmath>
#include <random>
#include <vector>

// A random walk whose length depends on the numbers drawn, with rejected steps.
double random_between_active(double x, double y) {
  std::minstd_rand engine(11);
  std::uniform_int_distribution<int> die(1, 6);
  std::bernoulli_distribution coin(0.4);
  std::vector<double> path{x};
  double s = y;
  for (int i = 0; i < 30; i++) {
    int steps = die(engine);
    if (steps == 6 && i > 8)
      break;
    for (int k = 0; k < steps; k++) {
      double u = std::generate_canonical<double, 30>(engine);
      if (coin(engine))
        continue;
      s = s + 0.05 * std::sin(s * x + u) * u;
    }
    path.push_back(s);
  }
  for (double p : path)
    s += p * p * 0.1;
  return s;
}
