// Annotations request derivatives, once for all declarations of a function.
//
// RUN: costate-import %s | FileCheck %s
// RUN: not costate-import %s -DMISTAKES 2>&1 | FileCheck %s --check-prefix MISTAKE
[[costate::grad("x, p", "my_gradient")]] double f(double x, const double *p, double q);
[[costate::grad("x, p", "my_gradient")]] double f(double x, const double *p, double q) {
  return x * p[0] * q;
}
// CHECK: ad.request grad "_Z11my_gradientdPKddPdS1_" of @_Z1fdPKdd wrt [0, 1] as "my_gradient"
// CHECK-NOT: my_gradient
[[costate::jvp, costate::hvp]] double g(double x) { return x * x; }
// CHECK: ad.request jvp "_Z5g_jvpdd" of @_Z1gd
// CHECK: ad.request hvp "_Z5g_hvpddPd" of @_Z1gd
[[costate::grad]] double elsewhere(double x);
// CHECK-NOT: elsewhere
[[costate::differentiable]] double checked(double x) { return x; }
// CHECK: ad.request grad "costate.check._Z7checkedd" of @_Z7checkedd
#ifdef MISTAKES
[[costate::grad("z")]] double h(double x) { return x; }
// MISTAKE: error: 'costate::vjp' applies to functions only [costate-annotation]
// MISTAKE: error: arguments are strings
[[costate::vjp]] double variable;
[[costate::grad(variable)]] double k(double x) { return x; }
#endif
