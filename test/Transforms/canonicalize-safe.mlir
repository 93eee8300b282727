// RUN: %costate-opt %s -canonicalize-safe | FileCheck %s
// Rounding is kept: an integer goes to float through double as the program says.

// CHECK-LABEL: func.func @two_roundings
// CHECK: arith.sitofp %arg0 : i64 to f64
// CHECK: arith.truncf %{{.*}} : f64 to f32
func.func @two_roundings(%i: i64) -> f32 {
  %d = arith.sitofp %i : i64 to f64
  %f = arith.truncf %d : f64 to f32
  return %f : f32
}

// x + 0 is not x (for -0), x * 0 is not 0 (for infinities).
// CHECK-LABEL: func.func @zeros
// CHECK: arith.addf
// CHECK: arith.mulf
func.func @zeros(%x: f64) -> (f64, f64) {
  %zero = arith.constant 0.0 : f64
  %a = arith.addf %x, %zero : f64
  %b = arith.mulf %x, %zero : f64
  return %a, %b : f64, f64
}
