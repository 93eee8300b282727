// Functions whose parameters are everything that a request may pass.
#pragma once

#include <cmath>

struct Point {
  double x, y;
  int tag;
};
struct Model {
  Point part[2];
  double weight;
  const double *data;
};
struct Spring {
  double stiffness;
  double energy(double x) const { return stiffness * x * x; }
  static double cube(double x) { return x * x * x; }
};

inline double by_value(Point p, double s) {
  p.x *= s;
  return p.x * p.y * p.tag;
}
inline double by_reference(const Point &p, double s) { return std::sin(p.x) * p.y * s; }
inline double through_reference(const Point &p, double &value) {
  value *= p.x;
  return value * p.y;
}
inline double updates(Point &p, double *out, int n) {
  for (int i = 0; i < n; i++) {
    out[i] = p.x * p.y * (i + 1);
    p.x += out[i];
  }
  return p.x * p.y;
}
inline double holds_pointer(Model m, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += m.data[i] * m.part[i % 2].x;
  return s * m.weight;
}
inline void map(const double *x, double *y, int n) {
  for (int i = 0; i < n; i++)
    y[i] = x[i] * x[(i + 1) % n];
  y[0] = y[0] * y[1];
}
namespace outer {
namespace inner {
inline double f(double x) { return x * x; }
inline double f(double x, int n) { return x * n; }
inline float f(float x) { return x * x * x; }
} // namespace inner
} // namespace outer

template <typename T> T scaled(T x, T y) { return x * x * y; }
template <> inline double scaled<double>(double x, double y) { return x * y * y; }
