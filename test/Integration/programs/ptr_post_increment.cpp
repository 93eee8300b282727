// covers: *p++ as rvalue and as lvalue, x[i++]
// function: ptr_post_increment
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.5 1.5 2.5
// family: Variables and memory
// construct: pointer arithmetic: `*p++`, `*--p`, `(*p)++`, `p[-1]`, `i[p]`, differences, comparisons, null

double ptr_post_increment(const double *x, int n) {
  double buffer[16];
  double *out = buffer;
  const double *in = x;
  for (int i = 0; i < n; i++)
    *out++ = *in++ * 2.0;
  double s = 0.0;
  int i = 0, j = 0;
  while (i < n)
    s += x[i++] * buffer[j++];
  i = 0;
  buffer[i++] += s;
  buffer[i] *= buffer[i - 1];
  return s + buffer[0] * *--out + buffer[1];
}
