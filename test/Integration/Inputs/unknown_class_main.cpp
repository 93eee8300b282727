// A class and a function that the differentiated file has not seen.
#include "unknown_class.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>

struct Drag : Force {
  double at(double x) const override { return -x * x; }
};
static double thrice(double x) { return 3.0 * x; }

#ifndef PLUGIN
double work_grad(const Force &force, double x, double *x_bar);
double inspect_grad(const Force *force, double x, double *x_bar);
double apply_grad(double (*f)(double), double x, double *x_bar);
double work_gradient(const Force &force, double x) {
  double x_bar = 0.0;
  work_grad(force, x, &x_bar);
  return x_bar;
}
#endif

int main(int, char **arguments) {
  Spring spring(2.0);
  Drag drag;
  double x_bar = 0.0;
  if (!std::strcmp(arguments[1], "known")) {
    if (work_gradient(spring, 3.0) != -12.0)
      return 1;
#ifndef PLUGIN
    inspect_grad(&spring, 3.0, &x_bar);
    apply_grad(nullptr, 3.0, &x_bar);
    if (x_bar != 4.0)
      return 1;
#endif
    std::puts("as known");
    return 0;
  }
  if (!std::strcmp(arguments[1], "virtual"))
    x_bar = work_gradient(drag, 3.0);
#ifndef PLUGIN
  if (!std::strcmp(arguments[1], "cast"))
    inspect_grad(&drag, 3.0, &x_bar);
  if (!std::strcmp(arguments[1], "pointer"))
    apply_grad(thrice, 3.0, &x_bar);
#endif
  std::printf("wrong: %g\n", x_bar);
}
