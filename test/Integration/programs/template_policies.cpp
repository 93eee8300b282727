// covers: templates with policies, non-type parameters, specialisations, if constexpr, variadic sums by fold
// function: template_policies
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: function templates, class templates, specializations, packs, `if constexpr`

template <int N> struct Power {
  static double of(double v) { return v * Power<N - 1>::of(v); }
};
template <> struct Power<0> {
  static double of(double) { return 1.0; }
};
struct Linear {
  double operator()(double v) const { return 2.0 * v; }
};
struct Quadratic {
  double c;
  double operator()(double v) const { return c * v * v; }
};
template <typename F, typename T, int N> T apply(const F &f, T (&v)[N]) {
  T s{};
  for (T &e : v) {
    if constexpr (N > 2)
      e = f(e);
    s += e * f(s + e);
  }
  return s;
}
template <typename... T> double sum(T... v) { return (... + v); }
template <typename T, typename... R> T product(T first, R... rest) {
  if constexpr (sizeof...(rest) == 0)
    return first;
  else
    return first * product(rest...);
}

double template_policies(double x, double y) {
  double a[2] = {x, y}, b[3] = {y, x * y, 1.0};
  double s = apply(Linear{}, a) + apply(Quadratic{x}, b) + apply(Quadratic{y}, a);
  return s + Power<4>::of(x) + sum(x, y, 1, b[1]) * product(x, b[0], a[1]);
}
