// function: exception_noexcept
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Exceptions
// construct: `noexcept`, function try blocks, exceptions in constructors

#include <stdexcept>

struct Probability {
  double p;
  explicit Probability(double v) try : p(v * v) {
    if (p > 1.0)
      throw std::invalid_argument("p");
  } catch (const std::invalid_argument &) {
    throw 1;
  }
};
static double square(double x) noexcept { return x * x; }
static double odds(double x) {
  try {
    Probability p(x);
    return p.p / (2.0 - p.p);
  } catch (int) {
    return noexcept(square(x)) ? square(x) : 0.0;
  }
}

double exception_noexcept(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += odds(x[i]) * (i + 1.0);
  return s;
}
