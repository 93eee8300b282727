// function: complex_dft
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Complex numbers
// construct: `std::complex`: arithmetic, functions, in containers

#include <cmath>
#include <complex>
#include <vector>

double complex_dft(const double *x, int n) {
  std::vector<std::complex<double>> spectrum(n);
  for (int k = 0; k < n; k++)
    for (int j = 0; j < n; j++)
      spectrum[k] += x[j] * std::polar(1.0, -2.0 * 3.14159265358979 * k * j / n);
  double s = 0.0;
  for (int k = 0; k < n; k++)
    s += (k + 1.0) * std::norm(spectrum[k]) + spectrum[k].imag();
  return s;
}
