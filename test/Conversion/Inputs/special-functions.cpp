#include <cmath>
#include <costate/runtime/special_functions.hpp>
#include <cstdio>
#include <cstring>
extern "C" {
double my_digamma(double), my_trigamma(double), my_hypot3(double, double, double);
float my_digammaf(float), my_hypot3f(float, float, float);
}

template <typename T> static bool same(T a, T b) {
  return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0;
}

int main() {
  int wrong = 0;
  const double odd[] = {0.0, -0.0, 1.0, -1.0, -2.0, 1e-300, 1e300, INFINITY, -INFINITY, NAN, 1.4616321449683622};
  auto check = [&](double x) {
    bool ok = same(my_digamma(x), costate::digamma(x)) && same(my_trigamma(x), costate::trigamma(x)) &&
              same(my_digammaf(x), costate::digamma(float(x)));
    if (!ok && ++wrong < 5)
      std::printf("%a: %a %a, %a %a\n", x, my_digamma(x), costate::digamma(x), my_trigamma(x), costate::trigamma(x));
  };
  for (double x : odd)
    check(x);
  for (double x = -20.3; x < 40; x += 0.0137)
    check(x);
  for (double x : odd)
    for (double y : odd)
      for (double z : odd) {
        bool ok = same(my_hypot3(x, y, z), std::hypot(x, y, z)) &&
                  same(my_hypot3f(x, y, z), std::hypot(float(x), float(y), float(z)));
        if (!ok && ++wrong < 5)
          std::printf("hypot(%g, %g, %g)\n", x, y, z);
      }
  std::puts(wrong ? "they differ" : "special functions agree");
}
