// covers: p = f(p): a returned struct assigned to its own argument, elements of arrays of structs likewise
// function: struct_returned_in_place
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: copies and assignments of whole structs and of arrays in them; `p = f(p)`

struct V {
  double a[2];
  double n;
};

static V turn(const V &v, double t) {
  V r;
  r.a[0] = v.a[1] * t;
  r.a[1] = v.a[0] - r.a[0];
  r.n = v.n + r.a[1] * r.a[0];
  return r;
}
static V twice(V v) {
  v.n *= 2.0;
  v = turn(v, v.n);
  return turn(v, v.a[0]);
}

double struct_returned_in_place(double x, double y) {
  V v{{x, y}, 0.5}, w[3] = {};
  for (int i = 0; i < 3; i++) {
    v = turn(v, x);
    w[i] = v;
    v = twice(w[i]);
    w[i / 2] = turn(w[i], y);
    w[2 - i] = turn(w[2 - i], v.n * 0.1);
  }
  V *p = &w[1];
  *p = *p;
  p[0] = turn(p[1], p[-1].n);
  return v.n * 0.01 + w[0].a[0] + w[1].a[1] * w[2].n + p->n;
}
