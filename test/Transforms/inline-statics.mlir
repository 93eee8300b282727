// RUN: %costate-opt %s -inline-all=limit=8 | FileCheck %s
// Functions that use a static variable of the function that is requested are inlined, whatever their size: the variable
// becomes a local of that one.

cxx.global internal @scale : f64 {cxx.reached_through = ["start"]}

// CHECK-LABEL: func.func @start
// CHECK-NOT: call
// CHECK: return
func.func @start(%x: f64) -> f64 {
  %a = call @scaled(%x) : (f64) -> f64
  %b = call @scaled(%a) : (f64) -> f64
  return %b : f64
}

func.func private @scaled(%x: f64) -> f64 {
  %place = cxx.address_of @scale : !cxx.ptr<f64>
  %scale = cxx.load %place : !cxx.ptr<f64>
  %y = arith.negf %x : f64
  %z = arith.mulf %y, %scale : f64
  cxx.store %z, %place : !cxx.ptr<f64>
  return %z : f64
}
