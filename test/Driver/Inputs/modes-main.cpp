// Compares the derivatives of Inputs/modes.cpp with closed forms.
#include <cmath>
#include <cstdio>
#include <utility>

double energy_grad(double a, const double *p, int n, double *a_bar, double *p_bar);
double energy_vjp(double a, const double *p, int n, double energy_bar, double *a_bar, double *p_bar);
std::pair<double, double> energy_jvp(double a, const double *p, int n, double a_dot,
                                     const double *p_dot);
void energy_hvp(double a, const double *p, int n, double a_dot, const double *p_dot, double *a_hv,
                double *p_hv);

static int failures = 0;
static void near(const char *what, double value, double expected) {
  if (std::fabs(value - expected) <= 1e-12 * (1 + std::fabs(expected)))
    return;
  std::printf("%s: %.17g, expected %.17g\n", what, value, expected);
  failures++;
}

int main() {
  const int n = 3;
  const double a = 0.7, p[n] = {0.3, -1.2, 2.5}, a_dot = 0.4, p_dot[n] = {1, -2, 0.5};
  double value = 0, by_a = 0, by_p[n], second_a = 0, second_p[n];
  for (int i = 0; i < n; i++) {
    double s = std::sin(a * p[i]), c = std::cos(a * p[i]);
    value += s + a * a * p[i];
    by_a += c * p[i] + 2 * a * p[i];
    by_p[i] = c * a + a * a;
    double mixed = c - s * a * p[i] + 2 * a;
    second_a += (-s * p[i] * p[i] + 2 * p[i]) * a_dot + mixed * p_dot[i];
    second_p[i] = mixed * a_dot - s * a * a * p_dot[i];
  }
  double a_bar = 1, p_bar[n] = {1, 1, 1}; // derivatives are added
  near("grad value", energy_grad(a, p, n, &a_bar, p_bar), value);
  near("a_bar", a_bar, 1 + by_a);
  for (int i = 0; i < n; i++)
    near("p_bar", p_bar[i], 1 + by_p[i]);

  double a_bar3 = 0, p_bar3[n] = {};
  energy_vjp(a, p, n, 3.0, &a_bar3, p_bar3);
  near("vjp a_bar", a_bar3, 3 * by_a);
  for (int i = 0; i < n; i++)
    near("vjp p_bar", p_bar3[i], 3 * by_p[i]);

  double direction = by_a * a_dot;
  for (int i = 0; i < n; i++)
    direction += by_p[i] * p_dot[i];
  std::pair<double, double> forward = energy_jvp(a, p, n, a_dot, p_dot);
  near("jvp value", forward.first, value);
  near("jvp tangent", forward.second, direction);

  double a_hv = 0, p_hv[n] = {};
  energy_hvp(a, p, n, a_dot, p_dot, &a_hv, p_hv);
  near("a_hv", a_hv, second_a);
  for (int i = 0; i < n; i++)
    near("p_hv", p_hv[i], second_p[i]);
  return failures != 0;
}
