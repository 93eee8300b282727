// Annotated functions get their derivatives in the same object; other files declare them.
//
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -O1 -c %s -o %t.o && llvm-nm %t.o | FileCheck %s
// RUN: %clangxx -DMAIN %s %t.o -o %t && %t
// RUN: %costate build %s -o %t.derivatives.o -- -DREQUEST
// RUN: %gxx -std=c++17 -w -c %s -o %t.gxx.o
// RUN: %gxx -std=c++17 -w -DMAIN %s %t.gxx.o %t.derivatives.o -o %t && %t
// RUN: %costate build %s | FileCheck %s --check-prefix=CPP
//
// CHECK: T _ZN5model6f_gradEddPd
// CPP: f_grad(double x, double y, double *x_bar)
#ifndef MAIN
namespace model {
[[costate::grad("x"), costate::jvp]] double f(double x, double y) { return x * x * y; }
} // namespace model
#else
#include <utility>
namespace model {
double f_grad(double x, double y, double *x_bar);
std::pair<double, double> f_jvp(double x, double y, double x_dot, double y_dot);
} // namespace model
int main() {
  double x_bar = 0, value = model::f_grad(3, 5, &x_bar);
  auto both = model::f_jvp(3, 5, 1, 1);
  return !(value == 45 && x_bar == 30 && both.first == 45 && both.second == 39);
}
#endif
