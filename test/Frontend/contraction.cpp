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
