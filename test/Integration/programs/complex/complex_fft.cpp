// covers: std::complex in arrays, by pointer and in structs: a recursive-by-stages FFT with twiddle factors, in place
// family: Complex numbers
// construct: `std::complex` in arrays, structs, by pointer
// function: complex_fft
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5 -1.1 0.3 0.9
// at: 0.2 -1.7 0.8 1.2
// oracle: differences

#include <cmath>
#include <complex>

using number = std::complex<double>;

struct plan {
  number twiddles[16];
  int n;
  bool inverse;
};

static void prepare(plan &p, int n, bool inverse) {
  p.n = n;
  p.inverse = inverse;
  for (int i = 0; i < n; ++i) {
    double phase = (inverse ? 2.0 : -2.0) * 3.14159265358979323846 * i / n;
    p.twiddles[i] = std::exp(number(0.0, phase));
  }
}

static void transform(const plan &p, number *out, const number *in) {
  for (int i = 0; i < p.n; ++i) {
    int reversed = 0;
    for (int bit = 1; bit < p.n; bit <<= 1)
      reversed = reversed << 1 | ((i & bit) != 0);
    out[reversed] = in[i];
  }
  for (int half = 1; half < p.n; half <<= 1)
    for (number *block = out; block != out + p.n; block += 2 * half)
      for (int k = 0; k < half; ++k) {
        number t = block[k + half] * p.twiddles[k * (p.n / (2 * half))];
        block[k + half] = block[k] - t;
        block[k] += t;
      }
}

double complex_fft(const double *x, int n) {
  number in[16], spectrum[16], back[16];
  for (int i = 0; i < n; ++i)
    in[i] = number(x[i], 0.3 * x[(i + 1) % n]);
  plan forward, inverse;
  prepare(forward, n, false);
  prepare(inverse, n, true);
  transform(forward, spectrum, in);
  for (int i = 0; i < n; ++i)
    spectrum[i] *= spectrum[i] * std::conj(spectrum[(i + 2) % n]);
  transform(inverse, back, spectrum);
  double s = 0.0;
  for (int i = 0; i < n; ++i)
    s += std::norm(back[i]) / n + (back[i] / (in[i] + 3.0)).imag();
  return s;
}
