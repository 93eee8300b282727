// Names of the source are kept where they are legal and free; keywords, types, functions and names that
// are in use are avoided.
// RUN: costate-translate --emit-cpp --emit-cpp-all %s | FileCheck %s

!s = !cxx.record<"shape", 8, 8, {"x" : f64 at 0}>

// CHECK-LABEL: double named(double class1, {{\[\[}}maybe_unused]] double x, double x1) {
// CHECK-NEXT:   const double shape1 = class1 * class1;
// CHECK-NEXT:   const double named1 = shape1 + x1;
// CHECK-NEXT:   return named1 * named1 * shape1;
// CHECK: double other(const shape &s) {
func.func @named(%a: f64 {cxx.name = "class"}, %b: f64 {cxx.name = "x"}, %c: f64 {cxx.name = "x"}) -> f64 {
  %0 = arith.mulf %a, %a : f64 loc("shape")
  %1 = arith.addf %0, %c : f64 loc("named")
  %2 = arith.mulf %1, %1 : f64
  %3 = arith.mulf %2, %0 : f64
  return %3 : f64
}
func.func @other(%s: !cxx.ptr<!s> {cxx.name = "s", cxx.passing = "reference", cxx.read_only}) -> f64 {
  %x = cxx.field %s[0] : !cxx.ptr<!s> -> !cxx.ptr<f64>
  %0 = cxx.load %x : !cxx.ptr<f64>
  return %0 : f64
}
