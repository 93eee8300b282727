// function: array_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::array`

#include <array>

static std::array<double, 3> cross(const std::array<double, 3> &a, const std::array<double, 3> &b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double array_std(const double *x, int n) {
  std::array<double, 3> a{x[0], x[1], x[2]}, b;
  b.fill(x[3]);
  b[0] = 1.0;
  auto c = cross(a, b);
  std::array<std::array<double, 3>, 2> both = {c, cross(c, a)};
  double s = 0.0;
  for (const auto &row : both)
    for (double e : row)
      s += e * e;
  a.swap(both[1]);
  return s + a.front() * a.at(1) + a.back() + std::get<1>(c) + n * double(a.size());
}
