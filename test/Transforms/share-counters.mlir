// RUN: %costate-opt %s -share-counters -prune-dead-values -canonicalize-safe | FileCheck %s
// In a loop that is not counted, one counter of iterations replaces a pointer and further counters.

// CHECK-LABEL: func.func @walk
// CHECK: %[[R:.*]]:2 = scf.while (%[[S:.*]] = %{{.*}}, %[[T:.*]] = %c0_i64) : (f64, i64) -> (f64, i64) {
// CHECK: cxx.offset %arg0[%[[T]]]
// CHECK: ^bb0(%{{.*}}: f64, %[[A:.*]]: i64):
// CHECK: cxx.induction %arg1 at %[[A]] step 2 nsw : i32
// CHECK: arith.addi %[[A]], %c1_i64 overflow<nsw>
// CHECK: cxx.induction %arg1 at %[[R]]#1 step 2 nsw : i32
func.func @walk(%a: !cxx.ptr<f64>, %j0: i32, %x: f64) -> (f64, i32) {
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i32
  %none = arith.constant 0.0 : f64
  %r:3 = scf.while (%p = %a, %j = %j0, %s = %none) : (!cxx.ptr<f64>, i32, f64) -> (!cxx.ptr<f64>, i32, f64) {
    %v = cxx.load %p : !cxx.ptr<f64>
    %c = arith.cmpf olt, %v, %x : f64
    scf.condition(%c) %p, %j, %s : !cxx.ptr<f64>, i32, f64
  } do {
  ^bb0(%p: !cxx.ptr<f64>, %j: i32, %s: f64):
    %f = arith.sitofp %j : i32 to f64
    %sum = arith.addf %s, %f : f64
    %p2 = cxx.offset %p[%one] : !cxx.ptr<f64>
    %j2 = arith.addi %j, %two overflow<nsw> : i32
    scf.yield %p2, %j2, %sum : !cxx.ptr<f64>, i32, f64
  }
  return %r#2, %r#1 : f64, i32
}

// A single counter stays as the program has it.
// CHECK-LABEL: func.func @single
// CHECK: scf.while (%{{.*}} = %arg0) : (i32) -> i32
// CHECK-NOT: cxx.induction
func.func @single(%n: i32, %x: f64, %y: !cxx.ptr<f64>) -> i32 {
  %one = arith.constant 1 : i32
  %r = scf.while (%i = %n) : (i32) -> i32 {
    %v = cxx.load %y : !cxx.ptr<f64>
    %c = arith.cmpf olt, %v, %x : f64
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    cxx.store %x, %y : !cxx.ptr<f64>
    %next = arith.addi %i, %one overflow<nsw> : i32
    scf.yield %next : i32
  }
  return %r : i32
}
