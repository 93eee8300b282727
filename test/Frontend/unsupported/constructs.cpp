// What Clang parses and the importer does not support: refused, each at its place with its code.
//
// RUN: not costate-import --function jump --function wide --function bits --function vla --function assembly --function member %s 2>&1 | FileCheck %s
#include <cstdlib>
double jump(double x) {
  void *target = &&again; // CHECK-DAG: [[@LINE]]:{{.*}} error: addresses of labels are not supported; use a 'switch' [costate-unsupported-goto]
again:
  x *= 2;
  if (x < 10)
    goto *target; // CHECK-DAG: [[@LINE]]:5: error: 'goto' to a computed label is not supported; use a 'switch' [costate-unsupported-goto]
  return x;
}
double wide(double x) {
  __float128 y = x; // CHECK-DAG: [[@LINE]]:14: error: {{.*}} [costate-unsupported-long-double]
  return y;
}
double assembly(double x) {
  asm("nop"); // CHECK-DAG: [[@LINE]]:3: error: inline assembly is not supported [costate-unsupported-asm]
  return x;
}
struct Two {
  double a, b;
};
double Two::*which;
double member(Two t) {
  return t.*which; // CHECK-DAG: [[@LINE]]:13: error: variable 'which' of static storage, which holds pointers to members, is not supported unless it is constant [costate-unsupported-member-pointer]
}
