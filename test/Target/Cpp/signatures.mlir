// Heads: namespaces, linkage, pairs, the comment, parameters that are not used.
// RUN: costate-translate --emit-cpp %s | FileCheck %s

// CHECK:      #include <cstdio>
// CHECK:      namespace a::b {
// CHECK-NEXT: /// Computes f and its derivative along x_dot.
// CHECK-NEXT: std::pair<float, float> f_jvp(float x, float x_dot, {{\[\[}}maybe_unused]] int n) {
// CHECK-NEXT:   if (x <= 0.0f)
// CHECK-NEXT:     assertion_failed("x > 0", "f.cpp", 7, "float f(float, int)");
// CHECK-NEXT:   std::printf("%g\n", static_cast<double>(x));
// CHECK-NEXT:   return {x * x, x * 2.0f * x_dot};
// CHECK-NEXT: }
// CHECK-NEXT: } // namespace a::b
// CHECK-NOT:  primal
cxx.global constant internal @format : !cxx.array<4 x i8> = "%g\0A\00"
func.func @f_jvp(%x: f32 {cxx.name = "x"}, %d: f32 {cxx.name = "x_dot"}, %n: i32 {cxx.name = "n"}) -> (f32, f32)
    attributes {ad.derivative, ad.mode = #ad<mode jvp>, cxx.base_name = "f_jvp", cxx.namespaces = ["a", "b"], cxx.return_type = "float"} {
  %zero = arith.constant 0.0 : f32
  %two = arith.constant 2.0 : f32
  %i0 = arith.constant 0 : i64
  %c = arith.cmpf ogt, %x, %zero : f32
  %true = arith.constant true
  %bad = arith.cmpf ole, %x, %zero : f32
  %ok = arith.xori %bad, %true : i1
  cxx.assert %ok, "x > 0", "f.cpp" : 7 in "float f(float, int)"
  %s = cxx.address_of @format : !cxx.ptr<!cxx.array<4 x i8>>
  %p = cxx.element %s[%i0] : !cxx.ptr<!cxx.array<4 x i8>> -> !cxx.ptr<i8>
  %e = arith.extf %x : f32 to f64
  %r = cxx.inactive_call "printf"(%p, %e) {cxx_callee = "printf", variadic_from = 1 : i32} : (!cxx.ptr<i8>, f64) -> i32
  %0 = arith.mulf %x, %x : f32
  %1 = arith.mulf %x, %two : f32
  %2 = arith.mulf %1, %d : f32
  return %0, %2 : f32, f32
}
func.func @primal(%x: f32) -> f32 {
  return %x : f32
}
