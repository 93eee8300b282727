// covers: iterative FFT in place with bit reversal and a struct of two doubles
// function: app_fft
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 0.1 0.4 1.1
// family: Whole programs
// construct: iterative FFT in place with bit reversal and a struct of two doubles

#include <cmath>

struct Sample {
  double re, im;
};

double app_fft(const double *x, int n) {
  Sample a[16];
  for (int i = 0; i < n; i++)
    a[i] = {x[i], 0.0};
  for (int i = 1, j = 0; i < n; i++) {
    int bit = n >> 1;
    for (; j & bit; bit >>= 1)
      j ^= bit;
    j ^= bit;
    if (i < j) {
      Sample t = a[i];
      a[i] = a[j];
      a[j] = t;
    }
  }
  for (int length = 2; length <= n; length <<= 1) {
    double angle = 2.0 * 3.14159265358979323846 / length;
    for (int i = 0; i < n; i += length)
      for (int k = 0; k < length / 2; k++) {
        double c = std::cos(angle * k), s = std::sin(angle * k);
        Sample u = a[i + k], w = a[i + k + length / 2];
        Sample v = {w.re * c - w.im * s, w.re * s + w.im * c};
        a[i + k] = {u.re + v.re, u.im + v.im};
        a[i + k + length / 2] = {u.re - v.re, u.im - v.im};
      }
  }
  double energy = 0.0;
  for (int i = 0; i < n; i++)
    energy += (a[i].re * a[i].re + a[i].im * a[i].im) * (i + 1);
  return energy;
}
