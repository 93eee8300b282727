// RUN: %costate-opt %s -inline-all | FileCheck %s
// Functions that a cycle of calls returns to stay; the rest of the cycle is inlined into them.

// CHECK-LABEL: func.func @factorial
// CHECK: call @factorial
func.func @factorial(%x: f64) -> f64 {
  %y = call @factorial(%x) : (f64) -> f64
  return %y : f64
}

// CHECK-LABEL: func.func private @even
// CHECK: arith.negf
// CHECK: call @even
// CHECK-NOT: @odd
func.func private @even(%x: f64) -> f64 {
  %y = call @odd(%x) : (f64) -> f64
  return %y : f64
}
func.func private @odd(%x: f64) -> f64 {
  %minus = arith.negf %x : f64
  %y = call @even(%minus) : (f64) -> f64
  return %y : f64
}
// Entered elsewhere, the cycle still returns to the same function.
// CHECK-LABEL: func.func @start
// CHECK: call @even
// CHECK: arith.negf
// CHECK: call @even
func.func @start(%x: f64) -> f64 {
  %a = call @even(%x) : (f64) -> f64
  %b = call @odd(%a) : (f64) -> f64
  return %b : f64
}

// A recursive function that only another recursive one calls is kept as well.
// CHECK-LABEL: func.func private @outer
// CHECK: call @inner
// CHECK: call @outer
func.func private @outer(%x: f64) -> f64 {
  %y = call @inner(%x) : (f64) -> f64
  %z = call @outer(%y) : (f64) -> f64
  return %z : f64
}
// CHECK-LABEL: func.func private @inner
// CHECK: call @inner
func.func private @inner(%x: f64) -> f64 {
  %y = call @inner(%x) : (f64) -> f64
  return %y : f64
}
func.func @use(%x: f64) -> f64 {
  %y = call @outer(%x) : (f64) -> f64
  return %y : f64
}
// CHECK-NOT: @unused
func.func private @unused(%x: f64) -> f64 {
  %y = call @unused(%x) : (f64) -> f64
  return %y : f64
}
