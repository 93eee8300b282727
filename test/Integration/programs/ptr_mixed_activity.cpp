// covers: pointers to data with and without a derivative in one variable, one array, one struct
// family: Variables and memory
// construct: pointers that lead to differentiated data and to constants in turn
// function: ptr_mixed_activity
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2

#include <cmath>

static const double mixed_table[4] = {0.5, 1.5, -2.0, 3.0};

struct View {
  const double *data;
  const double *weights;
  int n;
};

static double dot(View v) {
  double s = 0;
  for (int i = 0; i < v.n; ++i)
    s += v.data[i] * v.weights[i];
  return s;
}

double ptr_mixed_activity(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    const double *p = i % 2 ? x : mixed_table;
    s += p[i] * x[i] + std::sin(p[n - 1 - i]);
  }
  const double *rows[4];
  for (int i = 0; i < 4; ++i)
    rows[i] = i % 2 ? mixed_table + i : x;
  for (int i = 0; i < n; ++i)
    s += rows[i][0] * rows[(i + 1) % 4][0] * s;
  View v = {x, mixed_table, n};
  View w = v;
  if (s > 0)
    w.data = mixed_table;
  s += dot(v) * dot(w);
  const double *q = mixed_table;
  for (int i = 0; i < n; ++i) {
    s += *q * x[i];
    q = (i % 2) ? mixed_table + i : x + i;
  }
  return s;
}
