// covers: self pointer
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_self_pointer
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

struct Self {
  double v[2];
  double *at;
};
static double touch(Self s, double x) {
  *s.at *= x;
  return s.v[0] + s.v[1];
}
double alias_self_pointer(double x, double y) {
  Self a;
  a.v[0] = x;
  a.v[1] = y;
  a.at = &a.v[0];
  Self b = a;
  *b.at += y; // changes a
  b.at = &b.v[1];
  *b.at *= x; // changes b
  double r = touch(b, y) + touch(a, x);
  a.at++;
  *a.at = *a.at * *a.at;
  Self *p = &a;
  for (int i = 0; i < 3; ++i) {
    *p->at += r * p->v[0];
    p = p == &a ? &b : &a;
  }
  return r + a.v[0] * a.v[1] + b.v[0] * b.v[1];
}
