// function: pair_tuple
// signature: double(double,double)
// at: 1.3 0.7
// family: Vocabulary types
// construct: `std::pair`, `std::tuple`, `std::tie`, structured bindings of them

#include <tuple>
#include <utility>

static std::pair<double, double> polar(double x, double y) { return {x * x + y * y, x * y}; }
static std::tuple<double, int, double> mixed(double x) { return {x * x, 3, 2.0 * x}; }

double pair_tuple(double x, double y) {
  auto [r, p] = polar(x, y);
  double a, c;
  int b;
  std::tie(a, b, c) = mixed(r);
  std::tie(x, y) = std::make_pair(y, x);
  auto t = std::make_tuple(x, y * 2.0);
  std::get<0>(t) *= p;
  auto whole = std::tuple_cat(t, std::make_tuple(a));
  return a * b + c + std::get<0>(t) * std::get<1>(t) + std::get<2>(whole) * x;
}
