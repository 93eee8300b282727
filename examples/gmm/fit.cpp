// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fits a mixture of two Gaussians to a table of numbers: maximises gmm_objective (gmm.cpp) with the
// gradient that costate makes of it, checks that gradient against finite differences and measures
// what it costs. Usage: gmm_fit faithful.csv

#include "gmm.h"
#include "lbfgs.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

// Made by: costate grad gmm.cpp --function gmm_objective --wrt alphas,means,icf
double gmm_objective_grad(int d, int k, int n, const double *alphas, const double *means,
                          const double *icf, const double *x, double wishart_gamma, int wishart_m,
                          double *alphas_bar, double *means_bar, double *icf_bar);

namespace {

using Vector = std::vector<double>;

struct Table {
  std::vector<std::string> names; ///< one per column
  Vector values;                  ///< row by row
  int columns() const { return int(names.size()); }
  int rows() const { return names.empty() ? 0 : int(values.size() / names.size()); }
};

bool read_csv(const char *path, Table &table) {
  std::ifstream file(path);
  std::string line, cell;
  if (!std::getline(file, line))
    return false;
  for (std::istringstream cells(line); std::getline(cells, cell, ',');)
    table.names.push_back(cell);
  while (std::getline(file, line)) {
    std::size_t before = table.values.size();
    for (std::istringstream cells(line); std::getline(cells, cell, ',');)
      table.values.push_back(std::strtod(cell.c_str(), nullptr));
    if (table.values.size() != before && table.values.size() - before != table.names.size())
      return false;
  }
  return table.rows() > 1;
}

/// The data with zero mean and unit variance in each column, and the way back.
struct Standardised {
  Vector x, center, scale;
};

Standardised standardise(const Table &table) {
  int n = table.rows(), d = table.columns();
  Standardised out{table.values, Vector(d, 0.0), Vector(d, 0.0)};
  for (int i = 0; i < n; i++)
    for (int j = 0; j < d; j++)
      out.center[j] += table.values[i * d + j] / n;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < d; j++)
      out.scale[j] += std::pow(table.values[i * d + j] - out.center[j], 2) / (n - 1);
  for (double &scale : out.scale)
    scale = std::sqrt(scale);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < d; j++)
      out.x[i * d + j] = (out.x[i * d + j] - out.center[j]) / out.scale[j];
  return out;
}

/// The mixture's likelihood over one flat vector of parameters: alphas, means, icf.
struct Model {
  int d, k, n;
  const double *x;
  double wishart_gamma = 0.1;
  int wishart_m = 0;

  int means_at() const { return k; }
  int icf_at() const { return k + k * d; }
  int size() const { return icf_at() + k * gmm_factor_size(d); }

  double value(const Vector &p) const {
    return gmm_objective(d, k, n, &p[0], &p[means_at()], &p[icf_at()], x, wishart_gamma, wishart_m);
  }

  /// Sets (not adds) the gradient and returns the value.
  double gradient(const Vector &p, Vector &g) const {
    std::fill(g.begin(), g.end(), 0.0);
    return gmm_objective_grad(d, k, n, &p[0], &p[means_at()], &p[icf_at()], x, wishart_gamma,
                              wishart_m, &g[0], &g[means_at()], &g[icf_at()]);
  }

  /// Components side by side along the diagonal of the standardised data; unit covariances.
  Vector start() const {
    Vector p(size(), 0.0);
    for (int ik = 0; ik < k; ik++)
      for (int j = 0; j < d; j++)
        p[means_at() + ik * d + j] = k == 1 ? 0.0 : -0.5 + double(ik) / (k - 1);
    return p;
  }
};

/// df/dp_i by central differences, extrapolated to step zero (Ridders' tableau).
double extrapolated_difference(const Model &model, Vector p, int i) {
  const int levels = 8;
  const double at = p[i];
  double step = 0.05, best = 0.0, error = HUGE_VAL;
  double row[levels], previous[levels];
  for (int level = 0; level < levels; level++, step /= 2) {
    p[i] = at + step;
    double above = model.value(p);
    p[i] = at - step;
    double below = model.value(p);
    row[0] = (above - below) / (2 * step);
    double factor = 4.0;
    for (int order = 1; order <= level; order++, factor *= 4.0) {
      row[order] = row[order - 1] + (row[order - 1] - previous[order - 1]) / (factor - 1.0);
      double change = std::max(std::fabs(row[order] - row[order - 1]),
                               std::fabs(row[order] - previous[order - 1]));
      if (change < error) {
        error = change;
        best = row[order];
      }
    }
    std::copy(row, row + level + 1, previous);
  }
  return best;
}

/// The largest deviation of the gradient from differences, relative to its largest entry.
double gradient_error(const Model &model, const Vector &p) {
  Vector g(p.size());
  model.gradient(p, g);
  double worst = 0.0, largest = 0.0;
  for (int i = 0; i < model.size(); i++) {
    double difference = extrapolated_difference(model, p, i);
    worst = std::max(worst, std::fabs(g[i] - difference));
    largest = std::max(largest, std::fabs(difference));
  }
  return worst / largest;
}

double thread_seconds() {
#ifdef CLOCK_THREAD_CPUTIME_ID
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
#else
  return double(std::clock()) / CLOCKS_PER_SEC;
#endif
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
  return values[values.size() / 2];
}

/// Medians of interleaved samples: the seconds of one value and of one value with gradient.
void measure(const Model &model, const Vector &p, double &value_time, double &gradient_time) {
  const int samples = 15, repeats = 200;
  volatile double keep = 0.0;
  Vector g(p.size());
  std::vector<double> values, gradients;
  for (int sample = 0; sample < samples; sample++) {
    double start = thread_seconds();
    for (int i = 0; i < repeats; i++)
      keep = keep + model.value(p);
    double middle = thread_seconds();
    for (int i = 0; i < repeats; i++)
      keep = keep + model.gradient(p, g);
    values.push_back((middle - start) / repeats);
    gradients.push_back((thread_seconds() - middle) / repeats);
  }
  value_time = median(values);
  gradient_time = median(gradients);
}

/// The covariance (Q^T Q)^-1 of component `ik`, in the data's own units.
Vector covariance(const Model &model, const Vector &p, int ik, const Vector &scale) {
  const int d = model.d, size = gmm_factor_size(d);
  const double *factor = &p[model.icf_at() + ik * size];
  Vector q(d * d, 0.0), inverse(d * d, 0.0), out(d * d, 0.0);
  for (int j = 0, next = d; j < d; j++) {
    q[j * d + j] = std::exp(factor[j]);
    for (int i = j + 1; i < d; i++)
      q[i * d + j] = factor[next++];
  }
  for (int j = 0; j < d; j++) { // forward substitution, column by column
    inverse[j * d + j] = 1.0 / q[j * d + j];
    for (int i = j + 1; i < d; i++) {
      double sum = 0.0;
      for (int l = j; l < i; l++)
        sum -= q[i * d + l] * inverse[l * d + j];
      inverse[i * d + j] = sum / q[i * d + i];
    }
  }
  for (int i = 0; i < d; i++)
    for (int j = 0; j < d; j++) {
      for (int l = 0; l < d; l++)
        out[i * d + j] += inverse[i * d + l] * inverse[j * d + l];
      out[i * d + j] *= scale[i] * scale[j];
    }
  return out;
}

void print_mixture(const Model &model, const Vector &p, const Table &table,
                   const Standardised &data) {
  const int d = model.d;
  double total = 0.0;
  for (int ik = 0; ik < model.k; ik++)
    total += std::exp(p[ik]);
  for (int ik = 0; ik < model.k; ik++) {
    std::printf("component %d: weight %.4f\n", ik + 1, std::exp(p[ik]) / total);
    Vector sigma = covariance(model, p, ik, data.scale);
    for (int i = 0; i < d; i++) {
      double mean = data.center[i] + data.scale[i] * p[model.means_at() + ik * d + i];
      std::printf("  %-12s mean %9.4f   covariance", table.names[i].c_str(), mean);
      for (int j = 0; j < d; j++)
        std::printf(" %10.4f", sigma[i * d + j]);
      std::printf("\n");
    }
  }
}

} // namespace

int main(int argc, char **argv) {
  Table table;
  if (argc != 2 || !read_csv(argv[1], table)) {
    std::fprintf(stderr, "usage: %s table.csv   (one line of names, then numbers)\n", argv[0]);
    return 2;
  }
  Standardised data = standardise(table);
  Model model{table.columns(), 2, table.rows(), data.x.data()};
  std::printf("%d points in %d dimensions, a mixture of %d Gaussians, %d parameters\n\n", model.n,
              model.d, model.k, model.size());

  Vector p = model.start(), away = p;
  std::printf("iteration   log-likelihood   largest gradient entry\n");
  auto negated = [&](const Vector &at, Vector &g) {
    double value = model.gradient(at, g);
    for (double &entry : g)
      entry = -entry;
    return -value;
  };
  auto report = [](int iteration, double value, const Vector &g) {
    std::printf("%9d %16.6f %16.3e\n", iteration, -value, lbfgs::max_abs(g));
  };
  lbfgs::minimize(negated, p, report);
  std::printf("\n");
  print_mixture(model, p, table, data);

  for (int i = 0; i < model.size(); i++)
    away[i] = 0.5 * p[i] + 0.1 * std::sin(i + 1.0);
  double error = std::max(gradient_error(model, model.start()), gradient_error(model, away));
  std::printf("\ngradient against extrapolated central differences: relative error %.1e%s\n", error,
              error <= 1e-7 ? "" : "   WRONG");

  double value_time, gradient_time;
  measure(model, p, value_time, gradient_time);
  std::printf("time: value %.1f us, value and gradient %.1f us, ratio %.2f\n", 1e6 * value_time,
              1e6 * gradient_time, gradient_time / value_time);
  return error <= 1e-7 ? 0 : 1;
}
