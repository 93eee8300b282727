// Each rule of costate/lapack.hpp against differences: gradient, tangent and second derivative,
// with results that depend on the solution and on the factors, pivots that exchange rows, leading
// dimensions larger than the matrix, several right-hand sides.
#include "costate/lapack.hpp"

#include <cmath>
#include <cstdio>

static const int n = 4, lda = 5, ldb = 6, nrhs = 2;

static void fill(double x, double y, double *a, double *b) {
  for (int j = 0; j < n; ++j) {
    for (int i = 0; i < n; ++i)
      a[i + j * lda] = std::sin(1.0 + i + 2.3 * j * j + x * (i - j) + y * i * j);
    a[(j + 1) % n + j * lda] += 3.0; // not the diagonal: rows are exchanged
  }
  for (int c = 0; c < nrhs; ++c)
    for (int i = 0; i < n; ++i)
      b[i + c * ldb] = std::cos(x * i + y * c) + 0.1 * i;
}

/// Symmetric and positive definite; the triangle that must not be read holds other numbers.
static void fill_symmetric(double x, double y, bool upper, double *a, double *b) {
  fill(x, y, a, b);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      if (i == j)
        a[i + j * lda] = 4.0 + x * i + y;
      else if (upper ? i < j : i > j)
        a[i + j * lda] = std::sin(x * (i + j) + y * i * j);
}

static double weigh(const double *a, const double *b) {
  double sum = 0.0;
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      sum += a[i + j * lda] * (0.3 + 0.2 * i - 0.1 * j * i) + a[i + j * lda] * a[j + i * lda];
  for (int c = 0; c < nrhs; ++c)
    for (int i = 0; i < n; ++i)
      sum += b[i + c * ldb] * b[i + c * ldb] * (1 + i) - b[i] * b[1 + c * ldb];
  return sum;
}

double by_gesv(double x, double y) {
  double a[n * lda], b[nrhs * ldb];
  int pivots[n], info = 0;
  fill(x, y, a, b);
  dgesv_(&n, &nrhs, a, &lda, pivots, b, &ldb, &info);
  return weigh(a, b) + info;
}

/// The factors are dead: only the solution counts. Twice, in a loop.
double by_gesv_twice(double x, double y) {
  double b[nrhs * ldb], c[nrhs * ldb];
  double a[n * lda];
  int pivots[n], info = 0;
  fill(x, y, a, b);
  double sum = 0.0;
  for (int round = 0; round < 2; ++round) {
    double copy[n * lda];
    for (int i = 0; i < n * lda; ++i)
      copy[i] = i % lda < n ? a[i] : 0.0;
    for (int k = 0; k < nrhs; ++k)
      for (int i = 0; i < n; ++i)
        c[i + k * ldb] = b[i + k * ldb];
    int exchanged[n];
    dgesv_(&n, &nrhs, copy, &lda, exchanged, c, &ldb, &info);
    sum += c[0] * c[1] + c[ldb + 2];
    a[2] += c[1];
  }
  return sum + pivots[0] * 0.0 * info;
}

static double by_getrs(const char *trans, double x, double y) {
  double a[n * lda], b[nrhs * ldb];
  int pivots[n], info = 0;
  fill(x, y, a, b);
  dgetrf_(&n, &n, a, &lda, pivots, &info);
  dgetrs_(trans, &n, &nrhs, a, &lda, pivots, b, &ldb, &info);
  return weigh(a, b);
}
double by_getrs_plain(double x, double y) { return by_getrs("N", x, y); }
double by_getrs_transposed(double x, double y) { return by_getrs("T", x, y); }

static double by_potrs(const char *uplo, double x, double y) {
  double a[n * lda], b[nrhs * ldb];
  int info = 0;
  fill_symmetric(x, y, *uplo == 'U', a, b);
  dpotrf_(uplo, &n, a, &lda, &info);
  dpotrs_(uplo, &n, &nrhs, a, &lda, b, &ldb, &info);
  return weigh(a, b);
}
double by_potrs_lower(double x, double y) { return by_potrs("L", x, y); }
double by_potrs_upper(double x, double y) { return by_potrs("U", x, y); }

static double by_posv(const char *uplo, double x, double y) {
  double a[n * lda], b[nrhs * ldb];
  int info = 0;
  fill_symmetric(x, y, *uplo == 'U', a, b);
  dposv_(uplo, &n, &nrhs, a, &lda, b, &ldb, &info);
  return weigh(a, b);
}
double by_posv_lower(double x, double y) { return by_posv("L", x, y); }
double by_posv_upper(double x, double y) { return by_posv("U", x, y); }

double by_blas(double x, double y) {
  double u[6], v[6];
  for (int i = 0; i < 6; ++i) {
    u[i] = std::sin(x * i);
    v[i] = std::cos(y * i + x);
  }
  double first = cblas_ddot(3, u, 2, v, -1);
  cblas_daxpy(3, x * y, u + 1, -2, v, 1);
  double sum = first;
  for (int i = 0; i < 6; ++i)
    sum += v[i] * v[i] * i;
  return sum + cblas_ddot(6, u, 1, u, 1);
}

static int failures = 0;

static void compare(const char *what, const char *part, double actual, double expected,
                    double tolerance) {
  if (std::fabs(actual - expected) <= tolerance * (1.0 + std::fabs(expected)))
    return;
  std::printf("%s: %s is %.17g instead of %.17g\n", what, part, actual, expected);
  ++failures;
}

template <class Function> static double difference(Function f) {
  const double h = 1e-3;
  double d1 = f(h) - f(-h), d2 = f(2 * h) - f(-2 * h), d3 = f(3 * h) - f(-3 * h);
  return (45 * d1 - 9 * d2 + d3) / (60 * h);
}

template <auto F> static void check(const char *what) {
  const double x = 0.4, y = -0.3;
  auto [value, gradient] = costate::value_and_gradient<F>(x, y);
  auto [by_x, by_y] = gradient;
  compare(what, "value", value, F(x, y), 1e-13);
  compare(what, "x_bar", by_x, difference([&](double h) { return F(x + h, y); }), 1e-8);
  compare(what, "y_bar", by_y, difference([&](double h) { return F(x, y + h); }), 1e-8);
  auto [again, tangent] = costate::jvp<F>(costate::wrt(x, 0.3), costate::wrt(y, -1.7));
  compare(what, "value of jvp", again, F(x, y), 1e-13);
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
  check<by_gesv>("gesv");
  check<by_gesv_twice>("gesv twice");
  check<by_getrs_plain>("getrs");
  check<by_getrs_transposed>("getrs transposed");
  check<by_potrs_lower>("potrs lower");
  check<by_potrs_upper>("potrs upper");
  check<by_posv_lower>("posv lower");
  check<by_posv_upper>("posv upper");
  check<by_blas>("blas");
  return failures != 0;
}
