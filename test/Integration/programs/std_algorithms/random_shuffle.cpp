// function: random_shuffle
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `<random>` and `<chrono>` as inactive data

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

double random_shuffle(const double *x, int n) {
  std::vector<int> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::mt19937 generator(3);
  double s = 1.0;
  for (int epoch = 0; epoch < 4; epoch++) {
    std::shuffle(order.begin(), order.end(), generator);
    for (int i : order)
      s = 0.6 * s + x[i] * s * 0.5 + x[(i + 1) % n];
  }
  return s;
}
