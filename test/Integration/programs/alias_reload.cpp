// covers: one location read before and after a store through another pointer, a copy, a fill, a loop, and in both branches
// function: alias_reload
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: aliasing below the boundary: two views of one array, one array passed twice, overlapping ranges

#include <cstring>

struct Box {
  double v, *p;
};

static double reads(Box *b, double *q, double t) {
  double s = b->v * t;
  *q += t;
  s += b->v;
  double before = *b->p;
  memcpy(q, &t, sizeof t);
  s += b->v * before;
  if (t > 0.5)
    *q = s * 0.1;
  s += *b->p + b->v;
  for (int i = 0; i < 2; i++) {
    s += b->v;
    b->p[i % 1] *= 1.1;
    s += b->v * i;
  }
  memset(q, 0, sizeof *q);
  return s + b->v + *b->p;
}

double alias_reload(const double *x, int n) {
  double a[3] = {x[0], x[1], x[2]};
  Box b{x[3], nullptr};
  b.p = &b.v;
  double s = reads(&b, &a[0], x[1]);
  b.v = x[2];
  s += reads(&b, &b.v, x[0]);
  b.p = a + 1;
  s += reads(&b, a + 1, x[3] * 0.3);
  b.v = x[1] * n;
  b.p = a;
  s += reads(&b, b.p + 2, x[1]);
  return s + a[0] * a[1] + a[2] * b.v;
}
