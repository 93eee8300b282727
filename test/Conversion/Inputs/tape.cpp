#include <cstdio>
#include <vector>
extern "C" void reverse(const double *x, double *y, bool *s, long n, long times);
extern "C" void triples(const double *x, double *y, long n);

static bool checkTriples(long n) {
  std::vector<double> x(n), y(3 * n);
  for (long i = 0; i < n; ++i)
    x[i] = 10.0 * i;
  triples(x.data(), y.data(), n);
  for (long i = 0; i < 3 * n; ++i)
    if (y[i] != x[n - 1 - i / 3] + 2 - i % 3)
      return printf("n = %ld: triples[%ld] = %g\n", n, i, y[i]), false;
  return true;
}

int main() {
  for (long n : {0L, 1L, 2L, 255L, 256L, 257L, 1000L, 100000L}) {
    std::vector<double> x(n), y(n);
    std::vector<char> s(n);
    for (long i = 0; i < n; ++i)
      x[i] = (i % 3 - 1) * (i + 0.5);
    reverse(x.data(), y.data(), reinterpret_cast<bool *>(s.data()), n, 3);
    for (long i = 0; i < n; ++i)
      if (y[i] != x[n - 1 - i] || (s[i] != 0) != (y[i] > 0))
        return printf("n = %ld: y[%ld] = %g\n", n, i, y[i]), 1;
    if (!checkTriples(n))
      return 1;
  }
  puts("tapes agree");
}
