// Calls the derivatives of boundary.hpp and compares with closed forms; prints what is wrong, then how many were right.
#include "boundary.hpp"
#include <cstdio>
#include <utility>

double by_value_grad(Point p, double s, Point *p_bar, double *s_bar);
double by_value_vjp(Point p, double s, double seed, Point *p_bar, double *s_bar);
std::pair<double, double> by_value_jvp(Point p, double s, Point p_dot, double s_dot);
void by_value_hvp(Point p, double s, Point p_dot, double s_dot, Point *p_hv, double *s_hv);
double by_reference_grad(const Point &p, double s, Point *p_bar, double *s_bar);
std::pair<double, double> by_reference_jvp(const Point &p, double s, const Point &p_dot, double s_dot);
void by_reference_hvp(const Point &p, double s, const Point &p_dot, double s_dot, Point *p_hv, double *s_hv);
double through_reference_grad(const Point &p, double &value, Point *p_bar, double *value_bar);
double updates_vjp(Point &p, double *out, int n, double seed, Point *p_bar, double *out_bar);
double holds_pointer_grad(Model m, int n, Model *m_bar);
std::pair<double, double> holds_pointer_jvp(Model m, int n, Model m_dot);
void holds_pointer_hvp(Model m, int n, Model m_dot, Model *m_hv);
void map_vjp(const double *x, double *y, int n, double *x_bar, double *y_bar);
void map_jvp(const double *x, double *y, int n, const double *x_dot, double *y_dot);
double Spring_energy_grad(const Spring *self, double x, Spring *self_bar, double *x_bar);
double Spring_cube_grad(double x, double *x_bar);
namespace outer {
namespace inner {
double f_grad(double x, double *x_bar);
double f_grad(double x, int n, double *x_bar);
float f_grad(float x, float *x_bar);
} // namespace inner
} // namespace outer
double scaled_grad(double x, double y, double *x_bar, double *y_bar);
float scaled_grad(float x, float y, float *x_bar, float *y_bar);

static int right, wrong;

static void check(const char *what, double got, double expected) {
  if (std::fabs(got - expected) <= 1e-12 * (1.0 + std::fabs(expected))) {
    right++;
    return;
  }
  wrong++;
  std::printf("%s: %.17g instead of %.17g\n", what, got, expected);
}

static void check_values() {
  const Point p{1.3, 0.7, 3}, p_dot{0.1, 0.2, 9};
  const double s = 0.9, s_dot = 0.3;
  Point p_bar{};
  double s_bar = 0.0;
  check("by_value", by_value_grad(p, s, &p_bar, &s_bar), by_value(p, s));
  check("by_value x", p_bar.x, 3 * s * p.y);
  check("by_value y", p_bar.y, 3 * s * p.x);
  check("by_value s", s_bar, 3 * p.x * p.y);
  check("by_value tag", p_bar.tag, 0);
  by_value_vjp(p, s, 2.0, &p_bar, &s_bar);
  check("by_value_vjp adds", p_bar.x, 9 * s * p.y);
  check("by_value_jvp", by_value_jvp(p, s, p_dot, s_dot).second, 3 * (0.1 * s * p.y + 0.2 * s * p.x + 0.3 * p.x * p.y));
  p_bar = {};
  s_bar = 0.0;
  by_value_hvp(p, s, p_dot, s_dot, &p_bar, &s_bar);
  check("by_value_hvp x", p_bar.x, 3 * (0.2 * s + 0.3 * p.y));
  check("by_value_hvp s", s_bar, 3 * (0.1 * p.y + 0.2 * p.x));
}

static void check_references() {
  const Point p{1.3, 0.7, 3}, p_dot{0.1, 0.2, 9};
  const double s = 0.9, s_dot = 0.3, sine = std::sin(p.x), cosine = std::cos(p.x);
  Point p_bar{};
  double s_bar = 0.0;
  by_reference_grad(p, s, &p_bar, &s_bar);
  check("by_reference x", p_bar.x, cosine * p.y * s);
  check("by_reference s", s_bar, sine * p.y);
  check("by_reference_jvp", by_reference_jvp(p, s, p_dot, s_dot).second, 0.1 * cosine * p.y * s + 0.2 * sine * s + 0.3 * sine * p.y);
  p_bar = {};
  s_bar = 0.0;
  by_reference_hvp(p, s, p_dot, s_dot, &p_bar, &s_bar);
  check("by_reference_hvp x", p_bar.x, -0.1 * sine * p.y * s + 0.2 * cosine * s + 0.3 * cosine * p.y);
  check("by_reference_hvp s", s_bar, 0.1 * cosine * p.y + 0.2 * sine);
  const Point q{2, 3, 0};
  Point q_bar{};
  double value = 5, value_bar = 4;
  check("through_reference", through_reference_grad(q, value, &q_bar, &value_bar), 30);
  check("through_reference out", value, 10);
  check("through_reference value", value_bar, (3 + 4) * 2);
  check("through_reference x", q_bar.x, (3 + 4) * 5);
  check("through_reference y", q_bar.y, 10);
}

// x1 = x (1 + y), x2 = x1 (1 + 2y); out = (x y, 2 x1 y); result = x2 y; with weights 1.5, (1, 2), and (0.5, -1) on p after the call.
static void check_updates() {
  const double x = 1.3, y = 0.7;
  Point p{x, y, 1}, p_bar{0.5, -1.0, 0};
  double out[2] = {9, 9}, out_bar[2] = {1, 2};
  const double x2 = x * (1 + y) * (1 + 2 * y), x2_y = x * (1 + 2 * y) + x * (1 + y) * 2;
  check("updates", updates_vjp(p, out, 2, 1.5, &p_bar, out_bar), x2 * y);
  check("updates p", p.x, x2);
  check("updates out", out[1], 2 * x * (1 + y) * y);
  check("updates x", p_bar.x, (1.5 * y + 0.5) * x2 / x + y + 4 * (1 + y) * y);
  check("updates y", p_bar.y, (1.5 * y + 0.5) * x2_y + 1.5 * x2 - 1.0 + x + 4 * (x * y + x * (1 + y)));
  check("updates seeds are consumed", std::fabs(out_bar[0]) + std::fabs(out_bar[1]), 0);
}

static void check_pointers() {
  const double data[3] = {1, 2, 3}, data_dot[3] = {0.1, 0, 0.2};
  double data_bar[3] = {};
  const Model m{{{1, 2, 0}, {3, 4, 0}}, 0.5, data}, m_dot{{{1, 0, 0}, {2, 0, 0}}, 0.25, data_dot};
  Model m_bar{{{0, 0, 0}, {0, 0, 0}}, 0, data_bar};
  check("holds_pointer", holds_pointer_grad(m, 3, &m_bar), holds_pointer(m, 3));
  check("holds_pointer weight", m_bar.weight, 10);
  check("holds_pointer part 0", m_bar.part[0].x, 0.5 * 4);
  check("holds_pointer part 1", m_bar.part[1].x, 0.5 * 2);
  check("holds_pointer y", m_bar.part[1].y, 0);
  check("holds_pointer data", data_bar[1], 0.5 * 3);
  check("holds_pointer_jvp", holds_pointer_jvp(m, 3, m_dot).second, 0.25 * 10 + 0.5 * (0.3 + 1 + 4 + 3));
  double data_hv[3] = {};
  Model m_hv{{{0, 0, 0}, {0, 0, 0}}, 0, data_hv};
  holds_pointer_hvp(m, 3, m_dot, &m_hv);
  check("holds_pointer_hvp weight", m_hv.weight, 0.3 + 1 + 4 + 3);
  check("holds_pointer_hvp data", data_hv[1], 0.25 * 3 + 0.5 * 2);
  check("holds_pointer_hvp part", m_hv.part[0].x, 0.25 * 4 + 0.5 * 0.3);

  // y0 = x0 x1 * x1 x2, y1 = x1 x2, y2 = x2 x0
  const double x[3] = {1, 2, 3}, x_dot[3] = {0.1, 0.2, 0.3};
  double y[3], x_bar[3] = {}, y_bar[3] = {1, 10, 100}, y_dot[3] = {7, 7, 7};
  map_vjp(x, y, 3, x_bar, y_bar);
  check("map", y[0], 12);
  check("map 0", x_bar[0], 12 + 300);
  check("map 1", x_bar[1], 12 + 30);
  check("map 2", x_bar[2], 4 + 20 + 100);
  check("map seeds are consumed", std::fabs(y_bar[0]) + std::fabs(y_bar[1]) + std::fabs(y_bar[2]), 0);
  map_jvp(x, y, 3, x_dot, y_dot);
  check("map_jvp 0", y_dot[0], 0.1 * 12 + 0.2 * 12 + 0.3 * 4);
  check("map_jvp 2", y_dot[2], 0.3 * 1 + 0.1 * 3);
}

static void check_names() {
  const Spring spring{2.0};
  Spring spring_bar{};
  double x_bar[8] = {};
  float x_bar_float[3] = {};
  check("member", Spring_energy_grad(&spring, 3.0, &spring_bar, &x_bar[0]), 18);
  check("member's object", spring_bar.stiffness, 9);
  check("member's argument", x_bar[0], 12);
  Spring_cube_grad(2.0, &x_bar[1]);
  check("static member", x_bar[1], 12);
  outer::inner::f_grad(2.0, &x_bar[2]);
  check("f(double)", x_bar[2], 4);
  outer::inner::f_grad(2.0, 5, &x_bar[3]);
  check("f(double, int)", x_bar[3], 5);
  outer::inner::f_grad(2.0f, &x_bar_float[0]);
  check("f(float)", static_cast<double>(x_bar_float[0]), 12);
  scaled_grad(2.0, 3.0, &x_bar[4], &x_bar[5]);
  check("scaled<double> x", x_bar[4], 9);
  check("scaled<double> y", x_bar[5], 12);
  scaled_grad(2.0f, 3.0f, &x_bar_float[1], &x_bar_float[2]);
  check("scaled<float> x", static_cast<double>(x_bar_float[1]), 12);
}

int main() {
  check_values();
  check_references();
  check_updates();
  check_pointers();
  check_names();
  std::printf("%d right, %d wrong\n", right, wrong);
  return wrong != 0;
}
