// covers: products that clang contracts into sums, and those it does not
// function: contraction_rounding
// signature: double(double,double)
// at: 1.3 0.7
// family: Expressions
// construct: `+ - * /`, unary minus, deep expressions
#include <cmath>
const double gk = 0.1;
static const float gf = 0.3f;
const double pi = 4.0 * std::atan(1.0);
enum { Three = 3 };
constexpr int K = 7;
struct C {
  static constexpr double w = 0.7;
  static const int n = 3;
};
template <int N> static double pick(double a, double b, double c) {
  return (N > 2 ? a * b : c) + 0.1 * c;
}
double contraction_rounding(double x, double y) {
  const double a = 0.1;
  const float b = 0.3f;
  const int n = 3;
  const double &r = gk;
  const double dyn = x;
  double s = 0;
  s = s * 1.1 + (a * 0.3 + y);
  s = s * 1.1 + (gk * 0.3 + y);
  s = s * 1.1 + (0.1 * 3 + y);
  s = s * 1.1 + (0.1 * (2 * 3) + y);
  s = s * 1.1 + (0.1 * n + y);
  s = s * 1.1 + (gf * b + y);
  s = s * 1.1 + (0.1 * Three + y);
  s = s * 1.1 + (0.1 * K - y);
  s = s * 1.1 + (C::w * C::n + y);
  s = s * 1.1 + (C::w * C::n - y * x);
  s = s * 1.1 + (y - 0.1 * 0.7f);
  s = s * 1.1 + (r * 0.3 + y);
  s = s * 1.1 + (dyn * 0.3 + y);
  s = s * 1.1 + (pi + y);
  s = s * 1.1 + (pi * 0.1 + y);
  s = s * 1.1 + pick<3>(x, y, s) + pick<1>(x, y, s);
  s = s * 1.1 + (({ x *y; }) + y);
  s = s * 1.1 + (((void)1, x * y) + y);
  s = s * 1.1 + (+(x * y) + y);
  s = s * 1.1 + ((double)(x * y) + y);
  s = s * 1.1 + ((float)(x * y) + y);
  s = s * 1.1 - -(x * y);
  s = s * 1.1 + -(x * -y);
  s += -(x * y) - 0.3;
  s -= x * 0.1 - y * 0.2;
  s = (x * y) * 0.3 + s;
  s = x * (y * 0.3 + s * 0.1);
  s += x * y + y * x + s * s;
  s += (true ? x * y : y) + 0.1;
  s += (x > 1 ? x * y : y) + 0.1;
  s += std::fma(x, y, 0.1) + x * y;
  float f = (float)x, g = (float)y;
  f = f * g + 0.1f;
  f += f * g;
  s += f * g + x;
  s += (double)f * g + x;
  s += sizeof(long long) * 0.1 + y;
  s += (7 / 2) * 0.1 + y;
  s += (1 << 3) * 0.1 + y;
  s += (char)'a' * 0.1 + y;
  s += -3 * 0.1 + y;
  s += (n + 1) * 0.1 + y;
  s += (x > 0) * 0.1 + y;
  s += std::sqrt(2.0) * 0.1 + y;
  s += 1.0 / 3 * 0.1 + y;
  s += (0.1 + 0.2) * 0.3 + y;
  s += (int)3.7 * 0.1 + y;
  s += !n * 0.1 + (n == 3) * 0.1 + y;
  s += (n > 2 && K) * 0.1 + y;
  double t;
  s += (t = x * y) + 0.1;
  s += (t *= y) + 0.1;

  const double c2 = a * 0.3 + y;
  s += c2;
  double q = {x * y};
  s += q + double{x * y} + 0.3;
  return s;
}
