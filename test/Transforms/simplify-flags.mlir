// RUN: %costate-opt %s -simplify-flags -canonicalize-safe | FileCheck %s
// Integer flags of lifted jumps become the conditions they stand for.

// CHECK-LABEL: func.func @early_return
// CHECK: %[[R:.*]]:2 = scf.while (%{{.*}} = %arg0) : (f64) -> (f64, i1)
// CHECK-NOT: index_switch
// CHECK: scf.if %[[R]]#1 -> (f64)
func.func @early_return(%x: f64, %y: f64) -> f64 {
  %one = arith.constant 1 : i32
  %two = arith.constant 2 : i32
  %r:2 = scf.while (%s = %x) : (f64) -> (f64, i32) {
    %c = arith.cmpf olt, %s, %y : f64
    %next = arith.addf %s, %y : f64
    %big = arith.cmpf ogt, %next, %x : f64
    %flag = scf.if %c -> i32 {
      %wide = arith.extui %big : i1 to i32
      scf.yield %wide : i32
    } else {
      scf.yield %two : i32
    }
    scf.condition(%c) %next, %flag : f64, i32
  } do {
  ^bb0(%s: f64, %flag: i32):
    scf.yield %s : f64
  }
  %index = arith.index_castui %r#1 : i32 to index
  %result = scf.index_switch %index -> f64
  case 1 {
    %a = arith.mulf %r#0, %x : f64
    scf.yield %a : f64
  }
  default {
    %b = arith.addf %r#0, %x : f64
    scf.yield %b : f64
  }
  return %result : f64
}
