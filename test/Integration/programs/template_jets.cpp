// covers: a class template of dual numbers with operators, itself differentiated: derivatives within derivatives
// function: template_jets
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: function templates, class templates, specializations, packs, `if constexpr`

#include <cmath>

template <typename T> struct Jet {
  T v, d;
  Jet(T value, T dot = T(0)) : v(value), d(dot) {}
  Jet &operator*=(const Jet &o) { d = d * o.v + v * o.d; v *= o.v; return *this; }
  Jet &operator+=(const Jet &o) { v += o.v; d += o.d; return *this; }
  friend Jet operator+(Jet a, const Jet &b) { a.v += b.v; a.d += b.d; return a; }
  friend Jet operator*(Jet a, const Jet &b) { return a *= b; }
};
template <typename T> Jet<T> exp(const Jet<T> &a) {
  using std::exp;
  T e = exp(a.v);
  return Jet<T>(e, e * a.d);
}
template <typename T> T f(T a, T b) {
  T s = a * b;
  for (int i = 0; i < 3; i++)
    s = s * a + b;
  return s;
}

double template_jets(double x, double y) {
  Jet<double> j = f(Jet<double>(x, 1.0), Jet<double>(y));
  Jet<double> k = exp(j * Jet<double>(0.05)) + Jet<double>(y, x);
  Jet<Jet<double>> jj = f(Jet<Jet<double>>(Jet<double>(x, 1.0), Jet<double>(1.0)), Jet<Jet<double>>(Jet<double>(y), Jet<double>(0.0)));
  return j.d * k.d + k.v + jj.d.d;
}
