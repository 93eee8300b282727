// Each derivative throws what its primal throws, after the same effects, and leaks nothing; where the
// primal returns, the gradient agrees with differences.
#include "exceptions.hpp"

#include <cmath>
#include <cstdio>
#include <malloc.h>
#include <string>
#include <vector>

double nested_grad(const double *x, int n, double *x_bar);
double carries_grad(const double *x, int n, double *x_bar);
double overwrites_grad(double *x, int n, double *x_bar);
double rows_grad(const double *x, int n, double *x_bar);
double again_grad(const double *x, int n, double *x_bar);
double descends_grad(const double *x, int n, double *x_bar);
double pieces_grad(const double *x, int n, double *x_bar);

static int failures = 0;

template <class Run> static std::string describe(Run run) {
  char text[80] = "";
  try {
    std::snprintf(text, sizeof text, "%.17g", run());
  } catch (int code) {
    std::snprintf(text, sizeof text, "int %d", code);
  } catch (bool sign) {
    std::snprintf(text, sizeof text, "bool %d", sign);
  } catch (double value) {
    std::snprintf(text, sizeof text, "double %.17g", value);
  } catch (const Failure &failure) {
    std::snprintf(text, sizeof text, "Failure %d %.17g", failure.code, failure.value);
  } catch (...) {
    return "something else";
  }
  return text;
}

template <class Primal, class Grad>
static void check(const char *name, Primal primal, Grad grad, std::vector<double> at) {
  int n = at.size();
  std::vector<double> x = at, y = at, bar(n, 0.0);
  std::string expected = describe([&] { return primal(x.data(), n); });
  std::string actual;
  std::size_t before = 0;
  for (int repeat = 0; repeat < 300; ++repeat) {
    if (repeat == 100)
      before = mallinfo2().uordblks;
    y = at;
    bar.assign(n, 0.0);
    actual = describe([&] { return grad(y.data(), n, bar.data()); });
  }
  std::size_t after = mallinfo2().uordblks;
  auto report = [&](const char *what) {
    std::printf("%s: %s: %s, primal: %s\n", name, what, actual.c_str(), expected.c_str());
    ++failures;
  };
  if (actual != expected)
    report("outcome differs");
  if (x != y)
    report("memory differs");
  if (after > before + 200)
    report("leaks");
  bool throws = expected.find(' ') != std::string::npos;
  for (int i = 0; i < n; ++i) {
    if (throws) {
      if (bar[i] != 0.0)
        report("adjoint was touched");
      continue;
    }
    const double h = 1e-6;
    std::vector<double> up = at, down = at;
    up[i] += h, down[i] -= h;
    double difference = (primal(up.data(), n) - primal(down.data(), n)) / (2 * h);
    if (std::fabs(difference - bar[i]) > 1e-6 * (1.0 + std::fabs(difference)))
      report("gradient differs");
  }
}

int main() {
  for (const std::vector<double> &x :
       {std::vector<double>{0.4, 1.3, 0.7, 0.2, 0.9}, {0.4, 1.3, -1.7, 0.2, 0.9},
        {1.4, -1.3, 2.7, -1.2, -0.9}, {-0.4, 0.3, 0.1, -1.2, 0.5}, {-2.0, 1.0, 0.5, 0.5, 0.5}}) {
    check("nested", nested, nested_grad, x);
    check("carries", carries, carries_grad, x);
    check("overwrites", overwrites, overwrites_grad, x);
    check("rows", rows, rows_grad, x);
    check("again", again, again_grad, x);
    check("descends", descends, descends_grad, x);
    check("pieces", pieces, pieces_grad, x);
  }
  if (getPieces() != 0) {
    std::printf("%d objects are left\n", getPieces());
    ++failures;
  }
  if (failures)
    std::printf("%d failures\n", failures);
  return failures != 0;
}
