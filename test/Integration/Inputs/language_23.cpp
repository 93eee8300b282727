// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C++23 that needs a newer compiler than the corpus runs with: deduced `this`, static `operator()`,
// `auto(x)`, `#embed`.
// standard: c++23

#include <type_traits>
#include <utility>

struct Counted {
  double value;
  int uses = 0;
  template <class Self>
  auto &&get(this Self &&self) {
    if constexpr (!std::is_const_v<std::remove_reference_t<Self>>)
      ++self.uses;
    return std::forward<Self>(self).value;
  }
  double scaled(this Counted copy, double by) {
    copy.value *= by;
    return copy.value * copy.value;
  }
};
struct Shape {
  template <class Self>
  double twice(this const Self &self) {
    return 2.0 * self.area();
  }
};
struct Disc : Shape {
  double r;
  double area() const { return r * r * 3.0; }
};
struct Square {
  static double operator()(double t) { return t * t; }
  static double operator[](double a, double b) { return a * b + b; }
};
struct Grid {
  double a[6];
  double &operator[](int i, int j) { return a[3 * i + j]; }
  double operator[]() const { return a[0]; }
};

double embedded_bytes(const double *x, int) {
  const unsigned char bytes[] = {
#embed __FILE__ limit(6)
  };
  double s = x[0] * bytes[3];
  if (__is_lvalue_expr(x[1]))
    for (unsigned char byte : bytes)
      s += x[1] * byte * s / 4096;
  return s;
}

typedef double Four __attribute__((ext_vector_type(4)));

double clang_vectors(const double *x, int) {
  Four a = {x[0], x[1], x[0] * x[1], 1.0};
  Four b = a * a;
  for (int i = 0; i < 3; i++)
    b[i] += a[i + 1] * b[3 - i];
  return b[0] + b[1] * b[2];
}

double deduced_objects(const double *arguments, int) {
  double x = arguments[0], y = arguments[1];
  Counted c{x};
  c.get() *= y;
  const Counted &view = c;
  double s = view.get() * c.uses + c.scaled(y);
  Disc disc{{}, x};
  s += disc.twice() + Square{}(y) + Square{}[x, y];
  Grid g{};
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 3; j++)
      g[i, j] = x * i + y * j + (i ? g[0, j] : 0.0);
  auto copy = [](double &v) {
    double old = auto(v);
    v = 0.0;
    return old * auto{v + 1.0};
  };
  s += copy(g[1, 2]) * g[1, 1] + g[] + g[1, 2];
  auto factorial = [](this auto self, int n, double t) -> double {
    return n == 0 ? t : n * t * self(n - 1, t * 0.5);
  };
  return s + factorial(3, x);
}
