#include "record_result.hpp"

#include <cmath>

Vector rotate(Vector a, double angle, const double *p) {
  Vector r = {a.x * std::cos(angle) - a.y * std::sin(angle),
              a.x * std::sin(angle) + a.y * std::cos(angle), a.z * p[0], a.n};
  if (r.x > 100.0)
    return a;
  for (int i = 0; i < a.n; i++)
    r.z += r.x * r.y;
  return r;
}

Small half(const Small &s, float factor) { return {s.a * s.b * factor, s.b / factor}; }

