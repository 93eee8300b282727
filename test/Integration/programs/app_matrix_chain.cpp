// covers: repeated matrix-vector products between two buffers of a struct
// function: app_matrix_chain
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Whole programs
// construct: repeated matrix-vector products between two buffers of a struct

struct Chain {
  double *in, *out;
  int n;
};

static void advance(Chain *c, const double *matrix) {
  for (int i = 0; i < c->n; i++) {
    c->out[i] = 0.0;
    for (int j = 0; j < c->n; j++)
      c->out[i] += matrix[i * c->n + j] * c->in[j];
  }
  double *t = c->in;
  c->in = c->out;
  c->out = t;
}

double app_matrix_chain(const double *x, int n) {
  double *matrix = new double[n * n], a[8], b[8];
  for (int i = 0; i < n; i++) {
    a[i] = x[i];
    for (int j = 0; j < n; j++)
      matrix[i * n + j] = 0.3 * x[i] + 0.2 * x[j] * i;
  }
  Chain chain = {a, b, n};
  for (int step = 0; step < 5; step++)
    advance(&chain, matrix);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += chain.in[i] + 0.1 * chain.out[i];
  delete[] matrix;
  return s;
}
