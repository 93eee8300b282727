#include "check_derivatives.hpp"

// Scalars and aggregates, also where a memory location holds active data before and afterwards.
double stopped(double x, double y) {
  double a = costate::stop_gradient(x * y) * x;
  double v[2] = {x, y};
  v[0] = costate::stop_gradient(v[0]) * v[1];
  return a + v[0];
}

struct State {
  double p, v[3];
  int n;
};
double stopped_struct(double x, double y) {
  State s = {x * x, {y, x, x * y}, 2};
  State t = costate::stop_gradient(s);
  t.v[1] += x;
  return s.p * t.p + t.v[s.n] * s.v[2] + t.v[1] * t.v[1];
}

// Writes through a pointer, calls others, loops; its result is constant.
static double helper(const double *from, double *to, int n) {
  double sum = 0.0;
  for (int i = 0; i < n; i++) {
    to[i] = from[i] * from[i] + sum;
    sum += to[i];
  }
  return sum;
}
COSTATE_INACTIVE double preconditioner(const double *from, double *to, int n) {
  State copy = {from[0], {from[1], 1.0, 2.0}, 0}, second;
  second = copy;
  return helper(from, to, n) + second.v[0];
}
double inactive_function(double x, double y) {
  double from[3] = {x, y, x * y}, to[3] = {x, x, y};
  double before = to[1];
  double sum = preconditioner(from, to, 3);
  double result = before * sum + to[0] * x + to[2] * y;
  // The same helper called as usual keeps its derivative.
  return result + helper(from, to, 2);
}

template <class T> [[costate::inactive]] T frozen(T value) { return value * value; }
double inactive_template(double x, double y) { return frozen(x) * y + frozen(float(y)) * x; }

struct [[costate::inactive]] Options {
  double scale;
  double table[2];
};
double inactive_type(double x, double y) {
  Options o = {x, {y, 2.0}};
  Options copy = o;
  Options *p = &copy;
  p->table[1] = x * 3.0;
  return o.scale * x + p->table[0] * y + p->table[1] * y;
}

struct Model {
  double weight;
  [[costate::inactive]] double offset;
  double gain;
};
double inactive_member(double x, double y) {
  Model m = {x, x * y, y};
  m.offset += x;
  Model n = m;
  double *direct = &n.offset;
  return m.weight * m.offset + n.gain * n.offset * *direct;
}

double inactive_variable(double x, double y) {
  [[costate::inactive]] double c = x * y;
  c *= x;
  [[costate::inactive]] double &r = x;
  return c * y + r * x;
}

static double parameter(double x, [[costate::inactive]] double w,
                        [[costate::inactive]] const double *p) {
  return x * w * p[1];
}
double inactive_parameter(double x, double y) {
  double p[2] = {x, y};
  return parameter(x, y, p) + p[1];
}

int main() {
  const double x = 1.3, y = 0.7, f = float(y);
  check<stopped>("stop_gradient", x, y, x * y, x);
  check_second<stopped>("stop_gradient", x, y, 0, 0, 0);
  check<stopped_struct>("stop_gradient of a struct", x, y, 2 * x * x * x + x * y * y + 2 * 2 * x,
                        x * y * x);
  double to0 = x * x, to1 = y * y + to0, to2 = x * x * y * y + to0 + to1;
  double sum = to0 + to1 + to2 + y;
  check<inactive_function>("inactive function", x, y, sum + to0 + 4 * x, to2 + 2 * y);
  check<inactive_template>("inactive template", x, y, double(float(y) * float(y)), x * x);
  check_second<inactive_template>("inactive template", x, y, 0, 0, 0);
  check<inactive_type>("inactive type", x, y, x, y + 3 * x);
  double offset = x * y + x;
  check<inactive_member>("inactive member", x, y, offset, offset * offset);
  check<inactive_variable>("inactive variable", x, y, x, x * y * x);
  check<inactive_parameter>("inactive parameter", x, y, y * y, 1);
  (void)f;
  return failures != 0;
}
