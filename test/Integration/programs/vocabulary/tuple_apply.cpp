// function: tuple_apply
// signature: double(double,double)
// at: 1.3 0.7
// family: Vocabulary types
// construct: `std::apply`, `std::index_sequence` over tuples

#include <tuple>
#include <utility>

template <class T, std::size_t... I> static double dot(const T &a, const T &b, std::index_sequence<I...>) {
  return (0.0 + ... + (std::get<I>(a) * std::get<I>(b)));
}

double tuple_apply(double x, double y) {
  auto t = std::make_tuple(x, y, x * y);
  double volume = std::apply([](double a, double b, double c) { return a * b + c * c; }, t);
  return volume + dot(t, std::make_tuple(y, x, 2.0), std::make_index_sequence<3>());
}
