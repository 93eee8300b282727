#include <cmath>
#include <costate/costate.hpp>

double f(double x, double y) { return x * y + std::sin(x); }
double dot(const double *p, const double *q, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    sum += p[i] * q[i];
  return sum;
}
float g(float x) { return x * x * x; }
void scale(double a, const double *x, double *y, int n) {
  for (int i = 0; i < n; i++)
    y[i] = a * x[i] * x[i];
}

static bool near(double a, double b) { return std::fabs(a - b) < 1e-6 * (1 + std::fabs(b)); }
#define CHECK(condition)                                                                           \
  if (!(condition))                                                                                \
  return std::printf("line %d: %s\n", __LINE__, #condition), 1

int main() {
  double x = 1.25, y = -0.5;
  auto [dx, dy] = costate::gradient<f>(x, y);
  CHECK(near(dx, y + std::cos(x)) && near(dy, x));
  CHECK(near(costate::gradient<f>(costate::wrt(x), y), y + std::cos(x)));
  CHECK(near(costate::gradient<f>(costate::constant(x), y), x));
  auto [value, gradient] = costate::value_and_gradient<f>(x, y);
  CHECK(near(value, f(x, y)) && near(std::get<1>(gradient), x));

  double p[3] = {1, 2, 3}, q[3] = {4, 5, 6}, p_bar[3] = {10, 10, 10};
  costate::gradient<dot>(costate::wrt(p, p_bar), q, 3);
  CHECK(near(p_bar[0], 14) && near(p_bar[2], 16));

  auto [v, dv] = costate::jvp<f>(costate::wrt(x, 2.0), y);
  CHECK(near(v, f(x, y)) && near(dv, 2 * (y + std::cos(x))));
  auto [single, derivative] = costate::jvp<g>(costate::wrt(2.0f, 1.0f));
  CHECK(near(single, 8) && near(derivative, 12));
  auto [sx, sy] = costate::vjp<f>(3.0, x, y);
  CHECK(near(sx, 3 * (y + std::cos(x))) && near(sy, 3 * x));

  double out[3], out_bar[3] = {1, 1, 1}, in_bar[3] = {};
  double da = costate::vjp<scale>(costate::wrt(2.0), costate::wrt(p, in_bar),
                                  costate::wrt(out, out_bar), 3);
  CHECK(near(da, 14) && near(in_bar[2], 12) && near(out[1], 8) && near(out_bar[0], 0));
  double p_dot[3] = {1, 0, -1}, out_dot[3];
  costate::jvp<scale>(costate::wrt(2.0, 0.5), costate::wrt(p, p_dot), costate::wrt(out, out_dot), 3);
  CHECK(near(out_dot[0], 0.5 + 4) && near(out_dot[1], 2) && near(out_dot[2], 4.5 - 12));

  auto [hx, hy] = costate::hvp<f>(costate::wrt(x, 1.0), costate::wrt(y, 0.5));
  CHECK(near(hx, -std::sin(x) + 0.5) && near(hy, 1));
  return 0;
}
