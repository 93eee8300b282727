// RUN: costate-import --grad=objective %s -- -std=c++17 | %costate-opt -costate-normalize | FileCheck %s --implicit-check-not=scf.if --implicit-check-not=scf.while
// Ordinary counted loops in nested helpers stay plain: one scf.for each, no branch, no further iteration.

#include <cmath>
#include <cstdlib>

static double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

static void preprocess(int d, int k, const double *icf, double *sums, double *diagonal) {
  int size = d + d * (d - 1) / 2;
  for (int ik = 0; ik < k; ik++) {
    sums[ik] = 0.0;
    for (int id = 0; id < d; id++) {
      double q = icf[ik * size + id];
      sums[ik] += q;
      diagonal[ik * d + id] = std::exp(q);
    }
  }
}

static void multiply(int d, const double *row, const double *x, double *out) {
  for (int i = 0; i < d; i++)
    out[i] = row[i] * x[i];
  int position = d;
  for (int i = 0; i < d; i++)
    for (int j = i + 1; j < d; j++) {
      out[j] += row[position] * x[i];
      position++;
    }
}

static double square_norm(int n, const double *x) {
  double result = x[0] * x[0];
  for (int i = 1; i < n; i++)
    result += x[i] * x[i];
  return result;
}

static void step(int b, const double *weight, double *hidden, const double *input) {
  double *gates = (double *)malloc(2 * b * sizeof(double));
  double *forget = &gates[0], *change = &gates[b];
  for (int i = 0; i < b; ++i) {
    forget[i] = sigmoid(input[i] * weight[i]);
    change[i] = std::tanh(hidden[i] * weight[b + i]);
  }
  for (int i = b - 1; i >= 0; i--)
    hidden[i] = hidden[i] * forget[i] + change[i];
  free(gates);
}

// CHECK-LABEL: func.func @{{.*}}objective
// CHECK-COUNT-11: scf.for
// CHECK-NOT: scf.for
double objective(int d, int k, int n, const double *icf, double *sums, double *diagonal, double *hidden) {
  preprocess(d, k, icf, sums, diagonal);
  double total = 0.0;
  for (int i = 0; i < n; i++) {
    const double *input = icf;
    for (int layer = 0; layer < k; layer++) {
      step(d, icf, hidden, input);
      input = hidden + layer;
    }
    multiply(d, icf, hidden, diagonal);
    total += square_norm(d, diagonal);
  }
  for (const double *p = hidden; p != hidden + d; ++p)
    total += *p;
  return total;
}
