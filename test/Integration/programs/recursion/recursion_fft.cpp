// function: recursion_fft
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.3 -1.1 0.9 0.1
// family: Recursion
// construct: in place over the caller's array, with local arrays in each call

#include <cmath>

static void fft(double *re, double *im, int n) {
  if (n == 1)
    return;
  double evenRe[4], evenIm[4], oddRe[4], oddIm[4];
  for (int i = 0; i < n / 2; ++i) {
    evenRe[i] = re[2 * i];
    evenIm[i] = im[2 * i];
    oddRe[i] = re[2 * i + 1];
    oddIm[i] = im[2 * i + 1];
  }
  fft(evenRe, evenIm, n / 2);
  fft(oddRe, oddIm, n / 2);
  for (int k = 0; k < n / 2; ++k) {
    double angle = -2.0 * 3.14159265358979323846 * k / n;
    double c = std::cos(angle), s = std::sin(angle);
    double tr = c * oddRe[k] - s * oddIm[k], ti = c * oddIm[k] + s * oddRe[k];
    re[k] = evenRe[k] + tr;
    im[k] = evenIm[k] + ti;
    re[k + n / 2] = evenRe[k] - tr;
    im[k + n / 2] = evenIm[k] - ti;
  }
}

double recursion_fft(const double *x, int n) {
  double re[8], im[8];
  for (int i = 0; i < n; ++i) {
    re[i] = x[i] * x[i];
    im[i] = 0.3 * x[i];
  }
  fft(re, im, n);
  double s = 0.0;
  for (int i = 0; i < n; ++i)
    s += (i + 1) * (re[i] * re[i] + im[i] * im[i] * re[(i + 1) % n]);
  return s;
}
