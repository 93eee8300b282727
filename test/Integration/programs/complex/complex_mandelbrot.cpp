// function: complex_mandelbrot
// signature: double(double,double)
// at: 1.3 0.7
// family: Complex numbers
// construct: `std::complex`: arithmetic, functions, in containers

#include <complex>

double complex_mandelbrot(double x, double y) {
  std::complex<double> z = 0.0, c(0.3 * x, 0.5 * y);
  int steps = 0;
  while (std::norm(z) < 4.0 && steps < 12) {
    z = z * z + c;
    steps++;
  }
  return std::norm(z) + steps * z.real();
}
