// covers: generic lambdas, lambdas that return lambdas, captured arrays and structured bindings
// function: lambda_generic
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 -1.1
// family: Lambdas
// construct: generic lambdas, lambdas that return lambdas, arrays of closures

#include <cmath>

struct Model {
  double scale, offset;
};
template <class F> double apply(F f, double x, int n) {
  for (int i = 0; i < n; ++i)
    x = f(x);
  return x;
}
double lambda_generic(double x, double y) {
  auto mul = [](auto a, auto b) { return a * b; };
  float fx = 2.5f;
  double arr[3] = {x, y, x * y};
  auto table = [arr, mul](int i) { return mul(arr[i], i + 1); };
  arr[0] = 100.0;
  auto compose = [](auto f, auto g) { return [=](auto v) { return f(g(v)); }; };
  auto h = compose([y](double v) { return std::sin(v) * y; }, [&](double v) { return v * x + y; });
  auto [p, q] = Model{x, y};
  auto bound = [p = p, &r = q] { return p * r; };
  return apply(h, x, 3) + table(0) + table(1) * table(2) + mul(x, 3) + mul(fx, y) + bound();
}
