// covers: auto, using and typedef, const and constexpr locals, static_assert
// function: declarations_auto
// signature: double(double,double)
// at: 1.3 0.7
// family: Types and conversions
// construct: `auto`, `using`, `typedef`, `const`, `constexpr`, `static_assert`

typedef double Real;
using Row = Real[2];

double declarations_auto(double x, double y) {
  static_assert(sizeof(Row) == 2 * sizeof(Real), "two");
  auto a = x * y;
  const auto b = a + x;
  constexpr int n = 2;
  Row row = {a, b};
  auto *p = row;
  auto &r = row[1];
  decltype(a) c = 0.0;
  for (auto i = 0; i < n; i++)
    c += p[i] * r;
  r += c;
  return c * row[1];
}
