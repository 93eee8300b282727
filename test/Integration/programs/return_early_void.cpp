// covers: a void callee with outputs that returns from within nested loops; outputs overwritten before and after
// function: return_early_void
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.1 0.2
// family: Statements
// construct: `return` anywhere: in loops, in `switch`, in `void` callees

static void scan(const double *x, int n, double *out, double &product, int *where) {
  *out = 1.0;
  for (int i = 0; i < n; i++) {
    for (int j = i; j < n; j++) {
      *out += x[i] * x[j] * product;
      product *= *out;
      if (*out > 2.5) {
        *where = i * n + j;
        *out *= product;
        return;
      }
      if (product < 0.0)
        break;
    }
    if (i == 2) {
      *where = -1;
      product = x[0];
      return;
    }
  }
  *out = *out * *out;
}

double return_early_void(const double *x, int n) {
  double out = 5.0, product = 1.0;
  int where = 7;
  scan(x, n, &out, product, &where);
  double first = out;
  scan(x + 1, n - 1, &out, out, &where);
  return first * out + product * where;
}
