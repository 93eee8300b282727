// function: lambda_generic_compose
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: generic lambdas, lambdas as arguments and results

template <class F> static double twice(F f, double x) { return f(f(x)); }
static auto scale_by(double k) {
  return [k](auto x) { return k * x; };
}
template <class F, class G> static auto compose(F f, G g) {
  return [=](auto... args) { return f(g(args...)); };
}

double lambda_generic_compose(double x, double y) {
  auto power = [](auto base, int n) {
    auto r = base;
    for (int i = 1; i < n; i++)
      r *= base;
    return r;
  };
  auto h = compose(scale_by(y), [](double a, double b) { return a * b; });
  return twice([&](double t) { return power(t, 2) + y; }, x) + h(x, power(y, 3)) + power(2, 5);
}
