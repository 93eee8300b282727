// function: template_expression
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Templates
// construct: expression templates written by hand

#include <cstddef>

template <class E> struct Expression {
  const E &self() const { return static_cast<const E &>(*this); }
};
struct Vec : Expression<Vec> {
  double data[4];
  Vec() : data{} {}
  explicit Vec(const double *x) : data{x[0], x[1], x[2], x[3]} {}
  double operator[](int i) const { return data[i]; }
  template <class E> Vec &operator=(const Expression<E> &e) {
    for (int i = 0; i < 4; i++)
      data[i] = e.self()[i];
    return *this;
  }
};
template <class A, class B> struct Add : Expression<Add<A, B>> {
  const A &a;
  const B &b;
  Add(const A &a, const B &b) : a(a), b(b) {}
  double operator[](int i) const { return a[i] + b[i]; }
};
template <class A> struct Scale : Expression<Scale<A>> {
  double k;
  const A &a;
  Scale(double k, const A &a) : k(k), a(a) {}
  double operator[](int i) const { return k * a[i]; }
};
template <class A, class B> static Add<A, B> operator+(const Expression<A> &a, const Expression<B> &b) {
  return Add<A, B>(a.self(), b.self());
}
template <class A> static Scale<A> operator*(double k, const Expression<A> &a) { return Scale<A>(k, a.self()); }

double template_expression(const double *x, int n) {
  Vec v(x), w;
  w = v + x[0] * v;
  v = w + 0.5 * (v + w);
  double s = n;
  for (int i = 0; i < 4; i++)
    s += v[i] * w[3 - i];
  return s;
}
