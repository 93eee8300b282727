// function: numeric_dot_loop_chrono
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Algorithms and numerics
// construct: `<random>` and `<chrono>` as inactive data

#include <chrono>
#include <random>

double numeric_dot_loop_chrono(const double *x, int n) {
  auto start = std::chrono::steady_clock::now();
  std::mt19937 generator(42);
  double s = 0.0;
  for (int i = 0; i < 20; i++)
    s += x[generator() % n] * x[i % n];
  std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return elapsed.count() < 0.0 ? 0.0 : s;
}
