// Which lambda a derivative belongs to does not depend on the order in which anybody names them.
//
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fplugin=%costate_plugin -I %source_dir/include -O0 %s -o %t && %t
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fplugin=%costate_plugin -I %source_dir/include -O2 %s -o %t.O2 && %t.O2
#include "Inputs/check.h"
#include <algorithm>
#include <costate/costate.hpp>
#include <vector>

// Used in the opposite order, several times, in other lambdas and templates.
static auto global_first = [](double x) { return 2 * x; };
static auto global_second = [](double x) { return 3 * x; };
namespace {
auto hidden = [](double x) { return 5 * x; };
}
template <class F> static double twice(F f, double x) {
  auto inner = [&](double y) { return f(f(y)); };
  return costate::gradient(inner, x);
}
template <int N> static double power(double x) {
  return costate::gradient(
      [](double y) {
        double product = 1;
        for (int i = 0; i < N; i++)
          product *= y;
        return product;
      },
      x);
}
static double separate(double x) {
  auto same = [](double y) { return 7 * y; };
  return costate::gradient(same, x);
}

int main() {
  auto a = [](double x) { return 11 * x; };
  auto b = [](double x) { return 13 * x; };
  auto c = [&](double x) { return a(x) * b(x); };
  CHECK(near(costate::gradient(c, 1.0), 286));
  CHECK(near(costate::gradient(b, 1.0), 13));
  CHECK(near(costate::jvp(a, costate::wrt(1.0, 1.0)).second, 11));
  CHECK(near(costate::gradient(a, 1.0), 11));
  std::vector<int> order{3, 1, 2};
  std::sort(order.begin(), order.end(), [](int x, int y) { return x > y; });
  CHECK(near(twice(b, 1.0), 169) && near(twice(a, 1.0), 121));
  CHECK(near(costate::gradient(hidden, 1.0), 5));
  CHECK(near(costate::gradient(global_second, 1.0), 3));
  CHECK(near(costate::gradient(global_first, 1.0), 2));
  CHECK(near(power<3>(2.0), 12) && near(power<2>(2.0), 4) && near(separate(1.0), 7));
  auto itself = [&a](auto self, int n, double x) -> double {
    return n == 0 ? a(x) : self(self, n - 1, x * x);
  };
  CHECK(near(costate::gradient([&](double x) { return itself(itself, 1, x); }, 2.0), 44));
  auto factory = [](double k) { return [k](double x) { return k * x * x; }; };
  CHECK(near(costate::gradient(factory(3), 1.0), 6) && near(costate::gradient(factory(4), 1.0), 8));
  return 0;
}
