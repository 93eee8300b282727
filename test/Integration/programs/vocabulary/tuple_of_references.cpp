// function: tuple_of_references
// signature: double(double,double)
// at: 1.3 0.7
// family: Vocabulary types
// construct: `std::pair`, `std::tuple`, `std::tie`, structured bindings of them

#include <tuple>
#include <utility>

double tuple_of_references(double x, double y) {
  double a = x, b = y, c = x * y;
  for (int i = 0; i < 5; i++)
    std::tie(a, b, c) = std::make_tuple(b, c * 0.5, a + b);
  std::pair<double &, double &> refs(a, b);
  refs.first *= refs.second;
  auto &[p, q] = refs;
  q += p;
  return a * b - c;
}
