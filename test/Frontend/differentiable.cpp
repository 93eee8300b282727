// [[costate::differentiable]] is checked through the whole way, and leaves nothing behind.
//
// REQUIRES: tool
// RUN: %costate build %s -o %t.s
// RUN: FileCheck %s --input-file %t.s
// RUN: not %costate build %s -o %t.s -- -DMISTAKE 2>&1 | FileCheck %s --check-prefix MISTAKE
[[costate::differentiable]] static double checked(double x) { return x * x; }
[[costate::grad]] double f(double x) { return checked(x); }
// CHECK-NOT: checked
// CHECK: _Z6f_graddPd:
// CHECK-NOT: checked
#ifdef MISTAKE
double unknown(double x);
[[costate::differentiable]] double mistaken(double x) {
  return unknown(x) * x; // MISTAKE: [[@LINE]]:10: error: {{.*}} [costate-
}
#endif
