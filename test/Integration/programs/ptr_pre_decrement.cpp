// covers: *--p, *++p, (*p)++, p[-1], i[p]
// function: ptr_pre_decrement
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: pointer arithmetic: `*p++`, `*--p`, `(*p)++`, `p[-1]`, `i[p]`, differences, comparisons, null

double ptr_pre_decrement(const double *x, int n) {
  double copy[16];
  for (int i = 0; i < n; i++)
    i[copy] = x[i];
  double *p = copy + n;
  double s = 0.0;
  while (p != copy)
    s = s * 0.5 + *--p;
  (*p)++;
  s += *++p;
  s *= p[-1];
  s -= (*p--)--;
  return s * p[0] + p[1];
}
