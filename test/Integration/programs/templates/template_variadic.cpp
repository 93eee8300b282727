// function: template_variadic
// signature: double(double,double)
// at: 1.3 0.7
// family: Templates
// construct: packs, fold expressions, recursion over packs

static double product() { return 1.0; }
template <class T, class... Rest> static double product(T first, Rest... rest) { return first * product(rest...); }
template <class... T> static double squares(T... t) { return (0.0 + ... + (t * t)); }
template <class... T> static void scale_all(double k, T &...t) { ((t *= k), ...); }
template <class... F> struct Chain : F... {
  explicit Chain(F... f) : F(f)... {}
  double operator()(double t) const { return ((t = static_cast<const F &>(*this)(t)), ...); }
};

double template_variadic(double x, double y) {
  double a = x, b = y, c = x + y;
  scale_all(y, a, b, c);
  Chain chain([x](double t) { return t * x; }, [](double t) { return t + 1.0; });
  return product(a, b, 2, c) + squares(x, a, 3.0) + chain(y);
}
