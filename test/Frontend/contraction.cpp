// A product and a sum within one expression are one operation, exactly where clang makes them one.
//
// RUN: costate-import --function left --function right --function both --function negated --function minus --function constants --function stored --function twice --function off --function compound %s | FileCheck %s
double left(double a, double b, double c) { return a * b + c; }
// CHECK-LABEL: @_Z4leftddd
// CHECK-NOT: mulf
// CHECK: cxx.mul_add %[[A:.*]], %[[B:.*]], %[[C:.*]] : f64
double right(double a, double b, double c) { return c - (a * b); }
// CHECK-LABEL: @_Z5rightddd
// CHECK: cxx.mul_add {{.*}} {negate}
double both(double a, double b, double c, double d) { return a * b - c * d; }
// CHECK-LABEL: @_Z4bothdddd
// CHECK: %[[CD:.*]] = arith.mulf
// CHECK: cxx.mul_add %{{.*}}, %{{.*}}, %[[CD]] {subtract}
double negated(double a, double b, double c) { return -(a * b) + c; }
// CHECK-LABEL: @_Z7negatedddd
// CHECK-NOT: negf
// CHECK: cxx.mul_add {{.*}} {negate}
double minus(double a, double b, double c) { return -(a * b) - c; }
// CHECK-LABEL: @_Z5minusddd
// CHECK: arith.negf
// CHECK: cxx.mul_add {{.*}} {subtract}
// A product of constants is folded first.
double constants(double c) { return 0.1 * 0.3 + c; }
// CHECK-LABEL: @_Z9constantsd
// CHECK: arith.constant 3.0{{0*}}e-02
// CHECK: arith.addf
double stored(double a, double b, double c) {
  double p = a * b;
  return p + c;
}
// CHECK-LABEL: @_Z6storedddd
// CHECK: arith.mulf
// CHECK: arith.addf
double twice(double a, double b, double c) {
  double p;
  return (p = a * b) + c + p;
}
// CHECK-LABEL: @_Z5twiceddd
// CHECK: arith.mulf
// CHECK-NOT: mul_add
double off(double a, double b, double c) {
#pragma STDC FP_CONTRACT OFF
  return a * b + c;
}
// CHECK-LABEL: @_Z3offddd
// CHECK: arith.mulf
// CHECK: arith.addf
double compound(double a, double b, double c) {
  c -= a * b;
  return c;
}
// CHECK-LABEL: @_Z8compoundddd
// CHECK: cxx.mul_add {{.*}} {negate}
// Constants by name and conversions of constants are folded as well, so no product is left.
// RUN: costate-import --function named --function arm --function grouped %s | FileCheck %s --check-prefix NAMED
const double tenth = 0.1;
double named(double c) {
  const double third = 0.3;
  return tenth * 3 + third * (2 * 3) + c;
}
// NAMED-LABEL: @_Z5namedd
// NAMED-NOT: arith.mulf
// NAMED-NOT: cxx.mul_add
// NAMED: arith.addf
double arm(double a, double b, double c) { return (sizeof(int) > 2 ? a * b : c) + c; }
// NAMED-LABEL: @_Z3armddd
// NAMED: cxx.mul_add
// The value of a statement expression goes through memory.
double grouped(double a, double b, double c) { return ({ a * b; }) + c; }
// NAMED-LABEL: @_Z7groupedddd
// NAMED: arith.mulf
// NAMED: arith.addf
