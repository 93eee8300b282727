// Values equal the primal's; <seed, J v> = <J' seed, v>; both agree with differences.
#include "record_result.hpp"

#include <cmath>
#include <cstdio>
#include <utility>

Vector rotate_vjp(Vector a, double angle, const double *p, Vector rotate_bar, Vector *a_bar,
                  double *angle_bar, double *p_bar);
std::pair<Vector, Vector> rotate_jvp(Vector a, double angle, const double *p, Vector a_dot,
                                     double angle_dot, const double *p_dot);
Small half_vjp(const Small &s, float factor, Small half_bar, Small *s_bar, float *factor_bar);
std::pair<Small, Small> half_jvp(const Small &s, float factor, const Small &s_dot,
                                 float factor_dot);

static int failures = 0;
static void check(const char *what, double actual, double expected, double tolerance) {
  if (std::fabs(actual - expected) <= tolerance * (1.0 + std::fabs(expected)))
    return;
  std::printf("%s: %.17g instead of %.17g\n", what, actual, expected);
  ++failures;
}

static void checkVector(double ax) {
  const Vector a{ax, 0.7, 1.3, 3}, seed{0.3, -1.1, 0.8, 0}, a_dot{0.9, 0.2, -0.5, 0};
  const double angle = 0.6, p = 1.9, angle_dot = 0.35, p_dot = -0.6, h = 1e-5;
  Vector a_bar{};
  double angle_bar = 0.0, p_bar = 0.0;
  Vector plain = rotate(a, angle, &p);
  Vector value = rotate_vjp(a, angle, &p, seed, &a_bar, &angle_bar, &p_bar);
  auto [again, tangent] = rotate_jvp(a, angle, &p, a_dot, angle_dot, &p_dot);
  check("value", value.x, plain.x, 0.0);
  check("value", value.z, plain.z, 0.0);
  check("count", value.n, plain.n, 0.0);
  check("value of jvp", again.z, plain.z, 0.0);
  check("count of jvp", again.n, plain.n, 0.0);
  double forward = seed.x * tangent.x + seed.y * tangent.y + seed.z * tangent.z;
  double reverse = a_bar.x * a_dot.x + a_bar.y * a_dot.y + a_bar.z * a_dot.z +
                   angle_bar * angle_dot + p_bar * p_dot;
  check("forward against reverse", forward, reverse, 1e-13);
  auto along = [&](double s) {
    double moved = p + s * p_dot;
    Vector r = rotate({a.x + s * a_dot.x, a.y + s * a_dot.y, a.z + s * a_dot.z, a.n},
                      angle + s * angle_dot, &moved);
    return seed.x * r.x + seed.y * r.y + seed.z * r.z;
  };
  check("differences", forward, (along(h) - along(-h)) / (2 * h), 1e-7);
}

int main() {
  checkVector(0.4);
  checkVector(300.0);
  const Small s{3.0f, 0.5f}, s_dot{1.0f, -2.0f};
  Small s_bar{};
  float factor_bar = 0.0f;
  Small value = half_vjp(s, 2.0f, {1.0f, 4.0f}, &s_bar, &factor_bar);
  check("small value", value.a, 3.0, 0.0);
  check("small value", value.b, 0.25, 0.0);
  check("small adjoint a", s_bar.a, 1.0, 1e-6);
  check("small adjoint b", s_bar.b, 6.0 + 2.0, 1e-6);
  check("small adjoint factor", factor_bar, 1.5 - 0.5, 1e-6);
  auto [again, tangent] = half_jvp(s, 2.0f, s_dot, 0.25f);
  check("small value of jvp", again.b, 0.25, 0.0);
  check("small tangent a", tangent.a, 1.0 - 12.0 + 0.375, 1e-6);
  check("small tangent b", tangent.b, -1.0 - 0.5 * 0.25 / 4.0, 1e-6);
  return failures != 0;
}
