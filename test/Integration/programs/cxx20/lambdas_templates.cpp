// covers: template lambdas, packs in captures, lambdas in unevaluated contexts, default-constructed closures
// function: lambdas_templates
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// standard: c++20
// family: C++20 and C++23
// construct: template lambdas, captured packs, lambdas in unevaluated contexts

#include <array>
#include <utility>

using Cube = decltype([](double t) { return t * t * t; });

template <class... T>
static double later(T... values) {
  auto bound = [... held = values * 2.0](double t) { return (... + (held * t)); };
  double s = bound(1.5);
  return bound(s);
}

double lambdas_templates(double x, double y) {
  auto sum = []<class T, std::size_t N>(const std::array<T, N> &a) {
    T s{};
    for (const T &v : a)
      s += v * v;
    return s * double(N);
  };
  auto at = [&]<int I>(std::integral_constant<int, I>) { return I % 2 ? x * I : y + I; };
  double s = sum(std::array{x, y, x * y}) + at(std::integral_constant<int, 3>{});
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((s += at(std::integral_constant<int, int(I)>{}) * s), ...);
  }(std::make_index_sequence<3>{});
  Cube cube;
  auto scaled = [f = Cube{}, factor = x]<class V>(V v) mutable -> V {
    factor *= 0.5;
    return f(v) * factor;
  };
  s += cube(y) + scaled(x) + scaled(y);
  return s + later(x, y, s);
}
