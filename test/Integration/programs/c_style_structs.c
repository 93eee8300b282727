// covers: C: tagged structs, pointers to them, an array member, compound assignment
// function: c_style_structs
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Functions
// construct: C sources

#include <math.h>
#include <stdlib.h>

struct model {
  int n;
  double weight[4];
  const double *input;
};

static double predict(const struct model *m, int shift) {
  double s = 0.0;
  int i;
  for (i = 0; i < m->n; ++i)
    s += m->weight[i] * m->input[(i + shift) % m->n];
  return tanh(s);
}

double c_style_structs(const double *x, int n) {
  struct model m;
  double loss = 0.0;
  int i;
  m.n = n > 4 ? 4 : n;
  m.input = x;
  for (i = 0; i < m.n; ++i)
    m.weight[i] = 0.5 * x[i] * x[i];
  for (i = 0; i < m.n; ++i) {
    double e = predict(&m, i) - 0.1 * i;
    loss += e * e;
  }
  return loss;
}
