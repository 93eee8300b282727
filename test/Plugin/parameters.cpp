// The header with every kind of parameter that it takes.
//
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fplugin=%costate_plugin -I %source_dir/include -O1 %s -o %t && %t
// RUN: %costate build %s -o %t.o
// RUN: %gxx -std=c++17 -Wall -Wextra -Werror -I %source_dir/include -O1 %s %t.o -o %t.gxx && %t.gxx
#include <cmath>
#include <costate/costate.hpp>

struct Params {
  double a;
  int n;
  double b[2];
};
enum class Kind { linear, square };

double by_reference(const double &x, double &state, const Params &p) {
  state += x * p.a;
  return state * p.b[1];
}
double by_kind(Kind kind, bool negate, long n, short s, unsigned char c, double x) {
  double y = kind == Kind::square ? x * x : x;
  return (negate ? -y : y) * double(n + s + c);
}
double matrix(const double (*m)[3], int rows) {
  double sum = 0;
  for (int i = 0; i < rows; i++)
    sum += m[i][2] * m[i][0];
  return sum;
}
float mixed(float x, double y) noexcept { return x * float(y) * 2.0f; }
double object(Params *p) {
  p->a = p->a * p->b[0];
  return p->a + p->b[1];
}
namespace model {
template <class T> T scaled(T x, T factor = T(2)) { return factor * x * x; }
} // namespace model

static bool near(double a, double b) { return std::fabs(a - b) <= 1e-6 * (1 + std::fabs(b)); }
#define CHECK(condition)                                                                           \
  if (!(condition))                                                                                \
  return std::printf("line %d: %s\n", __LINE__, #condition), 1

int main() {
  Params p{2, 5, {3, 4}}, p_bar{};
  double state = 1;
  auto [dx, dstate] = costate::gradient<by_reference>(costate::wrt(0.5), costate::wrt(state), p);
  CHECK(near(state, 2) && near(dx, 8) && near(dstate, 4));
  state = 1;
  double state_bar = 0;
  double by_x = costate::gradient<by_reference>(
      costate::wrt(0.5), costate::wrt(state, state_bar), costate::wrt(p, p_bar));
  CHECK(near(by_x, 8) && near(state_bar, 4) && near(p_bar.a, 2) && near(p_bar.b[1], 2));
  CHECK(p_bar.n == 0);
  state = 1;
  costate::gradient<by_reference>(costate::constant(0.5), costate::wrt(state, state_bar), p);
  CHECK(near(state_bar, 8));

  CHECK(near(costate::gradient<by_kind>(Kind::square, true, 3, 2, 'a', 1.5), -3.0 * (5 + 'a')));
  double m[2][3] = {{1, 2, 3}, {4, 5, 6}}, m_bar[2][3] = {};
  costate::gradient<matrix>(costate::wrt(m, m_bar), 2);
  CHECK(near(m_bar[1][0], 6) && near(m_bar[1][2], 4) && near(m_bar[0][1], 0));
  auto [fx, fy] = costate::gradient<mixed>(1.5f, 2.0);
  static_assert(std::is_same_v<decltype(fx), float> && std::is_same_v<decltype(fy), double>);
  CHECK(near(fx, 4) && near(fy, 3));
  CHECK(near(costate::gradient<mixed>(1.5f, costate::constant(2.0)), 4));

  Params q{2, 5, {3, 4}}, q_bar{};
  CHECK(near(costate::value_and_gradient<object>(costate::wrt(&q, &q_bar)), 10));
  CHECK(near(q_bar.a, 3) && near(q_bar.b[0], 2) && near(q_bar.b[1], 1));

  double x = 3;
  auto [sx, sf] = costate::gradient<model::scaled<double>>(x, 2.0);
  CHECK(near(sx, 12) && near(sf, 9));
  auto [v, dv] = costate::jvp<model::scaled<float>>(costate::wrt(3.0f, 1.0f), 2.0f);
  CHECK(near(v, 18) && near(dv, 12));
  return 0;
}
