#include "exceptions.hpp"

#include <cmath>

double nested(const double *x, int n) {
  double s = 1.0;
  for (int i = 0; i < n; ++i) {
    double y = x[i];
    while (std::fabs(y) > 0.1) {
      y = 0.5 * std::sin(y) * y;
      int k = 0;
      while (s > 2.0) {
        s = std::sqrt(s) * (1.0 + 0.01 * y);
        if (++k > 20)
          throw 100 * i + k;
      }
      s += y * y + std::exp(y);
    }
    if (x[i] < -1.0)
      throw i;
  }
  return s;
}

static double inner(double x, int i) {
  if (x < -1.0) {
    Failure failure;
    failure.code = i;
    failure.value = x * x;
    throw failure;
  }
  return std::log(x + 2.0);
}
static double outer(double x, int i) { return x * inner(x * 1.5, i); }

double carries(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; ++i)
    s += outer(x[i], i) * s + x[i];
  return s;
}

double overwrites(double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; ++i) {
    x[i] *= std::cos(x[i]);
    s += x[i] * x[(i + 1) % n];
    if (s < -2.0)
      throw s;
  }
  return s;
}

double rows(const double *x, int n) {
  double **row = new double *[n];
  for (int i = 0; i < n; ++i) {
    row[i] = new double[3];
    for (int j = 0; j < 3; ++j)
      row[i][j] = x[i] * (j + 1);
  }
  double s = 0.0;
  for (int i = 0; i < n; ++i) {
    double *swapped = row[i];
    row[i] = row[n - 1 - i];
    row[n - 1 - i] = swapped;
    s += std::exp(row[i][i % 3]) * row[0][1];
    if (x[i] < -1.0) {
      for (int j = 0; j < n; ++j)
        delete[] row[j];
      delete[] row;
      throw s > 0.0;
    }
  }
  for (int j = 0; j < n; ++j)
    delete[] row[j];
  delete[] row;
  return s;
}

double again(const double *x, int n) {
  double s = 0.0, penalty = 1.0;
  for (int i = 0; i < n; ++i)
    try {
      s += inner(x[i], i) * penalty;
      if (s > 4.0)
        throw s;
    } catch (const Base &base) {
      penalty *= 0.5 * x[i];
      if (base.code > 1)
        throw;
    } catch (double large) {
      s = std::sqrt(large);
    }
  return s * penalty;
}

static double descend(const double *x, int i, int n) {
  double product = 1.0;
  for (int k = 0; k <= i; k++)
    product *= std::cos(x[k] * product);
  if (x[i] < -1.0)
    throw i;
  if (i + 1 == n)
    return product;
  double rest = descend(x, i + 1, n) * product;
  return i % 2 ? rest : rest + descend(x, i + 1, n) * x[i];
}

double descends(const double *x, int n) {
  double s = 1.0;
  for (int i = 0; i < n; ++i)
    s += std::sin(s * x[i]);
  return s * descend(x, 0, n);
}

struct Piece {
  double value;
  static int alive;
  Piece(double a, double b) : value(a * std::exp(b)) {
    if (b < -1.0)
      throw a > 0.0;
    ++alive;
  }
  ~Piece() { --alive; }
};
int Piece::alive = 0;

double pieces(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; ++i) {
    Piece *pair = new Piece[2]{{x[0], x[i]}, {x[i], x[(i + 1) % n]}};
    Piece *single = new Piece(pair[1].value, x[i] * 2.0 + 0.8);
    s += pair[0].value * single->value * s + single->value;
    delete[] pair;
    delete single;
  }
  return s;
}

int getPieces() { return Piece::alive; }
