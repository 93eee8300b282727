// Functions of Eigen's arrays, packets and what is left over: those of double against differences, those of float
// against those of double. Differences of float are too coarse for that.
#include <Eigen/Core>
#include <costate/eigen/functions.hpp>

#include <cmath>
#include <cstdio>

template <class Scalar> using Array = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
static constexpr int count = 11;
static int failures = 0;

static void compare(const char *what, int index, double got, double expected, double bound) {
  if (std::abs(got - expected) <= bound)
    return;
  std::printf("%s: %d: %.10g, expected %.10g\n", what, index, got, expected);
  ++failures;
}

template <double (*InDouble)(const double *), float (*InFloat)(const float *)>
static void check(const char *what, double scale, double shift) {
  double x[count], bar[count] = {};
  float single[count], single_bar[count] = {}, dot[count];
  for (int i = 0; i < count; ++i) {
    single[i] = static_cast<float>(scale * ((i * 7) % count + 0.3) / count + shift);
    x[i] = single[i];
    dot[i] = static_cast<float>(std::cos(i));
  }
  costate::gradient<InDouble>(costate::wrt(static_cast<const double *>(x), bar));
  costate::gradient<InFloat>(costate::wrt(static_cast<const float *>(single), single_bar));
  double size = 1e-3, along = 0.0;
  for (int i = 0; i < count; ++i) {
    size = std::fmax(size, std::abs(bar[i]));
    along += dot[i] * bar[i];
  }
  for (int i = 0; i < count; ++i) {
    const double middle = x[i], h = 1e-4;
    auto at = [&](double step) { return x[i] = middle + step, InDouble(x); };
    double coarse = (at(h) - at(-h)) / (2 * h), fine = (at(h / 2) - at(-h / 2)) / h;
    x[i] = middle;
    compare(what, i, bar[i], (4 * fine - coarse) / 3, (1e-7 + 1e-11 * std::abs(middle)) * size);
    compare(what, i, single_bar[i], bar[i], 1e-4 * size);
  }
  auto [value, tangent] =
      costate::jvp<InFloat>(costate::wrt(static_cast<const float *>(single), static_cast<const float *>(dot)));
  compare(what, -1, tangent, along, 1e-3 * size);
}

#define FUNCTION(NAME, EXPRESSION)                                                                                     \
  template <class Scalar> static Scalar NAME(const Scalar *p) {                                                        \
    Array<Scalar> x = Eigen::Map<const Array<Scalar>>(p, count);                                                       \
    Array<Scalar> y = EXPRESSION;                                                                                      \
    return (y * Array<Scalar>::LinSpaced(count, Scalar(0.5), Scalar(2))).sum();                                        \
  }
#define CHECK(NAME, SCALE, SHIFT) check<NAME<double>, NAME<float>>(#NAME, SCALE, SHIFT)

FUNCTION(roots, x.sqrt() + x.rsqrt() + x.inverse())
FUNCTION(powers, x.square() + x.cube() + x.pow(Scalar(1.5)) + x.pow(x) + x.pow(3))
FUNCTION(exponential, x.exp())
FUNCTION(logarithms, x.log() + x.log2() + x.log10())
FUNCTION(next_to_one, x.expm1() + x.log1p())
FUNCTION(sine, x.sin())
FUNCTION(cosine, x.cos())
FUNCTION(inverses, (x * Scalar(0.4)).asin() + (x * Scalar(0.4)).acos() + x.atan() + x.tan())
FUNCTION(hyperbolic, x.sinh() + x.cosh() + x.tanh() + x.asinh() + (x + Scalar(1.5)).acosh() + (x * Scalar(0.4)).atanh())
FUNCTION(logistic, x.logistic())
FUNCTION(absolute, x.abs() + x.abs2() + x.sign() * x)
FUNCTION(rounded, x * (x.floor() + x.ceil() + x.round() + x.rint()))
FUNCTION(chosen, x.min(Scalar(0.5)) * x.max(x.reverse()) + (x > Scalar(0.4) && x == x).select(x * x, x / x.reverse()))
FUNCTION(norms, x.matrix().normalized().array() + x * x.matrix().norm() + x.matrix().stableNormalized().array())
FUNCTION(other_norms, x *(x.matrix().blueNorm() + x.matrix().template lpNorm<1>() + x.matrix().hypotNorm()))
FUNCTION(reductions, x *(x.prod() + x.mean() + x.minCoeff() * x.maxCoeff()))

int main() {
  CHECK(roots, 1.9, 0.1);
  CHECK(powers, 1.9, 0.1);
  CHECK(exponential, 3.0, -1.5);
  CHECK(exponential, 80.0, -40.0);
  CHECK(logarithms, 1.9, 0.1);
  CHECK(logarithms, 1e2, 1.0);
  CHECK(next_to_one, 1.5, -0.4);
  CHECK(sine, 30.0, -15.0);
  CHECK(sine, 1e6, 0.25); // reduced in another way
  CHECK(cosine, 30.0, -15.0);
  CHECK(cosine, 1e6, 0.25);
  CHECK(inverses, 1.0, -0.5);
  CHECK(hyperbolic, 1.9, 0.1);
  CHECK(logistic, 20.0, -10.0);
  CHECK(absolute, 2.0, -1.0);
  CHECK(rounded, 9.0, -4.45);
  CHECK(chosen, 1.1, 0.15);
  CHECK(norms, 2.0, -0.9);
  CHECK(other_norms, 2.0, -0.9);
  CHECK(reductions, 2.0, 0.4);
  std::printf("%d failures\n", failures);
  return failures != 0;
}
