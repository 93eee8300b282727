// The rules of costate/eigen.hpp against differences: gradient, tangent and second derivative.
#include <costate/eigen.hpp>

#include <cmath>
#include <cstdio>

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The factor and a solution; large enough for the blocked factorization. Twice, into one object.
static double by_cholesky(double x, double y) {
  const int n = 35;
  Eigen::LLT<MatrixXd> llt;
  double sum = 0.0;
  for (int round = 0; round < 2; ++round) {
    MatrixXd a(n, n);
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < n; ++i)
        a(i, j) = std::exp(-0.1 * (i - j) * (i - j) * (1.0 + x * x)) + (i == j ? 1.0 + y : 0.0);
    llt.compute(a);
    VectorXd b = VectorXd::LinSpaced(n, y, 1.0 + round);
    sum += b.dot(llt.solve(b));
    for (int i = 0; i < n; ++i)
      sum += std::log(llt.matrixLLT()(i, i)) + 0.1 * llt.matrixLLT()(i, i / 2) * i;
  }
  return sum;
}

/// Every order of storage, blocks with strides, factors that are overwritten afterwards.
static double by_products(double x, double y) {
  const int rows = 9, depth = 11, columns = 10;
  MatrixXd a(rows, depth), b(depth, columns), c(rows, columns);
  for (int k = 0; k < depth; ++k) {
    for (int i = 0; i < rows; ++i)
      a(i, k) = 0.3 * std::sin(x * (i + 1) + k);
    for (int j = 0; j < columns; ++j)
      b(k, j) = 0.3 * std::cos(y * (k - j)) + x;
  }
  c.noalias() = a * b;
  MatrixXd d = c;
  d.noalias() -= (x * y) * a * b;
  a *= 0.5;
  MatrixXd g = c * c.transpose() * d;
  d += g;
  MatrixXd e = a.transpose() * d;
  e += b * d.transpose() * d * 1e-2;
  MatrixXd f = a.transpose() * b.transpose().leftCols(depth).topRows(rows) + e * e.transpose();
  return (c.squaredNorm() + d.sum() + e.squaredNorm() * 1e-3 + f(2, 3)) * 1e-3;
}

static int failures = 0;

static void compare(const char *what, const char *kind, double got, double expected,
                    double tolerance) {
  if (std::fabs(got - expected) <= tolerance * (1.0 + std::fabs(expected)))
    return;
  std::printf("%s: %s: %.15g, expected %.15g\n", what, kind, got, expected);
  ++failures;
}

/// The derivative at 0, extrapolated from two central differences.
template <class F> static double difference(F f) {
  const double h = 1e-3;
  double coarse = (f(h) - f(-h)) / (2 * h), fine = (f(h / 2) - f(-h / 2)) / h;
  return (4 * fine - coarse) / 3;
}

template <double (*F)(double, double)> static void check(const char *what) {
  const double x = 0.4, y = 0.3;
  auto [by_x, by_y] = costate::gradient<F>(x, y);
  compare(what, "x_bar", by_x, difference([&](double h) { return F(x + h, y); }), 1e-8);
  compare(what, "y_bar", by_y, difference([&](double h) { return F(x, y + h); }), 1e-8);
  auto [value, tangent] = costate::jvp<F>(costate::wrt(x, 0.3), costate::wrt(y, -1.7));
  compare(what, "value of jvp", value, F(x, y), 1e-13);
  compare(what, "tangent", tangent, 0.3 * by_x - 1.7 * by_y, 1e-10);
  auto [hx, hy] = costate::hvp<F>(costate::wrt(x, 0.9), costate::wrt(y, -0.4));
  auto slope = [&](double h, int part) {
    auto [gx, gy] = costate::gradient<F>(x + 0.9 * h, y - 0.4 * h);
    return part ? gy : gx;
  };
  compare(what, "x_hv", hx, difference([&](double h) { return slope(h, 0); }), 1e-7);
  compare(what, "y_hv", hy, difference([&](double h) { return slope(h, 1); }), 1e-7);
}

int main() {
#ifndef ONLY_PRODUCTS
  check<by_cholesky>("cholesky");
#endif
#ifndef ONLY_CHOLESKY
  check<by_products>("products");
#endif
  return failures != 0;
}
