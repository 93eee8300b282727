// function: long_double
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.3 -0.9 1.4
// family: Types and conversions
// construct: `long double` in code of mixed precision
// oracle: differences
// value: rounded

#include <cmath>

struct wide {
  long double high;
  int count;
};

static long double mean(const double *x, int n) {
  long double sum = 0.0L;
  for (int i = 0; i < n; ++i)
    sum += (long double)x[i] * (i + 1) / 3.0L;
  return sum / n;
}

static void accumulate(wide &w, long double v) {
  w.high += std::exp(-v * v) + std::fabs(v);
  ++w.count;
}

double long_double(const double *x, int n) {
  wide w = {1.0L, 0};
  long double rows[4];
  for (int i = 0; i < n; ++i) {
    rows[i] = x[i] * mean(x, i + 1);
    accumulate(w, rows[i]);
  }
  long double power = 1.0L;
  while (power < 20.0L && w.count < 30) {
    power = power * 1.7L + std::sqrt(std::abs(rows[w.count % n]) + 1.0L) * 0.1L;
    accumulate(w, power / 50.0L);
  }
  float narrow = (float)w.high;
  const long double third = 1.0L / 3.0L;
  return double(w.high * third + std::pow(power, 0.5L) + std::sin(rows[0]) * std::log(2.0L + rows[1] * rows[1])) + 0.0f * narrow;
}
