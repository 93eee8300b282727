// function: variant_overloaded_lambdas
// signature: double(double,double)
// at: 1.3 0.7
// family: Vocabulary types
// construct: `std::variant`, `std::visit`

#include <variant>

template <class... F> struct Overloaded : F... {
  using F::operator()...;
};
template <class... F> Overloaded(F...) -> Overloaded<F...>;

double variant_overloaded_lambdas(double x, double y) {
  std::variant<double, int> values[3] = {x * y, 4, y};
  double s = 1.0;
  for (const auto &v : values)
    s = std::visit(Overloaded{[&](double d) { return s * d + x; }, [&](int i) { return s + i * y; }}, v);
  return s;
}
