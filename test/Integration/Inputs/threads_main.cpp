#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

double mixture_grad(const double *x, int n, double *x_bar);

struct Result {
  double value, gradient[4];
};

static void differentiate(int thread, std::vector<Result> &results) {
  for (int k = 0; k < 20; ++k) {
    double x[] = {0.4 + 0.01 * k, 0.7, -0.3, 1.2};
    Result result = {};
    result.value = mixture_grad(x, 4, result.gradient);
    results[thread * 20 + k] = result;
  }
}

int main() {
  const int threads = 8;
  std::vector<Result> alone(20), results(20 * threads);
  differentiate(0, alone);
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread)
    running.emplace_back(differentiate, thread, std::ref(results));
  for (std::thread &thread : running)
    thread.join();
  bool agree = alone[3].gradient[0] != 0.0;
  for (int i = 0; i < 20 * threads; ++i)
    agree &= std::memcmp(&results[i], &alone[i % 20], sizeof(Result)) == 0;
  std::printf(agree ? "%d threads agree\n" : "%d threads differ\n", threads);
}
