// RUN: %costate-opt %s -inline-all | FileCheck %s
// Every call is inlined, callees first; their locals move to the caller's entry; private functions go.

// CHECK-NOT: func.func private
func.func private @square(%x: f64) -> f64 {
  %slot = cxx.alloca "slot" : !cxx.ptr<f64>
  %y = arith.mulf %x, %x : f64
  cxx.store %y, %slot : !cxx.ptr<f64>
  %z = cxx.load %slot : !cxx.ptr<f64>
  return %z : f64
}

func.func private @relu(%x: f64) -> f64 {
  %zero = arith.constant 0.0 : f64
  %c = arith.cmpf ogt, %x, %zero : f64
  cf.cond_br %c, ^yes, ^no
^yes:
  %y = call @square(%x) : (f64) -> f64
  return %y : f64
^no:
  return %zero : f64
}

// CHECK-LABEL: func.func @caller
// CHECK-NEXT: cxx.alloca "slot"
// CHECK-NEXT: cxx.alloca "slot"
// CHECK-NEXT: cf.br
// CHECK: cf.cond_br
// CHECK-NOT: call
// CHECK: return
func.func @caller(%x: f64, %n: i32) -> f64 {
  cf.br ^loop(%n, %x : i32, f64)
^loop(%i: i32, %s: f64):
  %zero = arith.constant 0 : i32
  %c = arith.cmpi sgt, %i, %zero : i32
  cf.cond_br %c, ^body, ^end
^body:
  %a = call @relu(%s) : (f64) -> f64
  %b = call @square(%a) : (f64) -> f64
  %one = arith.constant 1 : i32
  %next = arith.subi %i, %one overflow<nsw> : i32
  cf.br ^loop(%next, %b : i32, f64)
^end:
  return %s : f64
}

// A requested function stays although it is private and called.
// CHECK: func.func @primal
func.func @primal(%x: f64) -> f64 {
  %y = call @square(%x) : (f64) -> f64
  return %y : f64
}
ad.request grad "primal_grad" of @primal wrt [0] as "primal_grad"
