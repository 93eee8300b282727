// function: accept_fft_class
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.1 -1.1 0.6 0.9 -0.3 0.2 1.7 -0.8
// oracle: differences
// family: Acceptance
// construct: a recursive complex FFT class in the manner of kissfft

// A mixed-radix FFT with precomputed twiddles and recursion over the factors; the power in a band.
#include <cmath>
#include <complex>
#include <cstddef>
#include <vector>

template <typename Scalar> class Fft {
public:
  using Complex = std::complex<Scalar>;

  Fft(std::size_t size, bool inverse) : size(size), inverse(inverse), twiddles(size) {
    const Scalar phase = (inverse ? 2 : -2) * std::acos(Scalar(-1)) / size;
    for (std::size_t i = 0; i < size; ++i)
      twiddles[i] = std::polar<Scalar>(1, i * phase);
    std::size_t rest = size, p = 4;
    while (rest > 1) {
      while (rest % p) {
        switch (p) {
        case 4: p = 2; break;
        case 2: p = 3; break;
        default: p += 2; break;
        }
        if (p * p > rest)
          p = rest;
      }
      rest /= p;
      radix.push_back(p);
      remainder.push_back(rest);
    }
  }

  std::vector<Complex> transform(const std::vector<Complex> &in) const {
    std::vector<Complex> out(size);
    work(0, out.data(), in.data(), 1);
    if (inverse)
      for (Complex &c : out)
        c /= Scalar(size);
    return out;
  }

private:
  void work(std::size_t stage, Complex *out, const Complex *in, std::size_t stride) const {
    const std::size_t p = radix[stage], m = remainder[stage];
    if (m == 1) {
      for (std::size_t i = 0; i < p; ++i)
        out[i] = in[i * stride];
    } else {
      for (std::size_t i = 0; i < p; ++i)
        work(stage + 1, out + i * m, in + i * stride, stride * p);
    }
    if (p == 2)
      butterfly2(out, stride, m);
    else
      butterfly_generic(out, stride, m, p);
  }

  void butterfly2(Complex *out, std::size_t stride, std::size_t m) const {
    for (std::size_t k = 0; k < m; ++k) {
      const Complex t = out[m + k] * twiddles[k * stride];
      out[m + k] = out[k] - t;
      out[k] += t;
    }
  }

  void butterfly_generic(Complex *out, std::size_t stride, std::size_t m, std::size_t p) const {
    std::vector<Complex> scratch(p);
    for (std::size_t u = 0; u < m; ++u) {
      for (std::size_t q = 0; q < p; ++q)
        scratch[q] = out[u + q * m];
      for (std::size_t q = 0; q < p; ++q) {
        const std::size_t k = u + q * m;
        std::size_t twiddle = 0;
        out[k] = scratch[0];
        for (std::size_t r = 1; r < p; ++r) {
          twiddle += stride * k;
          twiddle %= size;
          out[k] += scratch[r] * twiddles[twiddle];
        }
      }
    }
  }

  std::size_t size;
  bool inverse;
  std::vector<Complex> twiddles;
  std::vector<std::size_t> radix, remainder;
};

double accept_fft_class(const double *x, int n) {
  std::vector<std::complex<double>> signal(x, x + n);
  const Fft<double> forward(n, false), backward(n, true);
  auto spectrum = forward.transform(signal);
  double power = 0.0;
  for (int k = 2; k < n / 2; ++k)
    power += std::norm(spectrum[k]) * k;
  for (int k = n / 2; k < n; ++k)
    spectrum[k] = 0.0;
  const auto filtered = backward.transform(spectrum);
  return power + std::abs(filtered[1]) + filtered[3].real() * filtered[4].imag();
}
