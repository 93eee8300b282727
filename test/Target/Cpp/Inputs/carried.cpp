
#include <cstdio>

int main() {
  const double x[] = {3.0, 1.0, 2.0};
  const bool right = fibonacci(10) == 55.0 && fibonacci(0) == 0.0 && nested(x, 3) == 4.0 && kept(2) == 1.5625 &&
                     collatz(27) == 111 && middle(10.0) == 0.1875 && choose(1, 1.5) == 2.25 &&
                     choose(-2, 5.0) == 10.0 && choose(7, 5.0) == 0.0;
  std::printf("%g %g %g %d %g\n", fibonacci(10), nested(x, 3), kept(2), collatz(27), middle(10.0));
  return right ? 0 : 1;
}
