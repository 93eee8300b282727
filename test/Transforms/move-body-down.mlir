// RUN: %costate-opt %s -lift-loops -canonicalize-safe | FileCheck %s
// The body of a lifted `while` moves into the after region. Upstream's pattern for this takes the wrong value
// where an operand of scf.condition occurs twice (fixed after LLVM 22): here s is passed and handed out.

// CHECK-LABEL: func.func @duplicated
// CHECK: %[[R:.*]] = scf.while (%[[B:.*]] = %arg0) : (f64) -> f64 {
// CHECK-NEXT: %[[C:.*]] = arith.cmpf olt, %[[B]], %arg1
// CHECK-NEXT: scf.condition(%[[C]]) %[[B]]
// CHECK: ^bb0(%[[A:.*]]: f64):
// CHECK-NEXT: %[[N:.*]] = arith.addf %[[A]], %[[A]]
// CHECK-NEXT: scf.yield %[[N]]
// CHECK: arith.subf %[[R]], %[[R]]
func.func @duplicated(%x: f64, %limit: f64) -> f64 {
  %poison = ub.poison : f64
  %r:4 = scf.while (%s = %x) : (f64) -> (f64, f64, f64, f64) {
    %c = arith.cmpf olt, %s, %limit : f64
    %q:2 = scf.if %c -> (f64, f64) {
      %n = arith.addf %s, %s : f64
      scf.yield %n, %s : f64, f64
    } else {
      scf.yield %poison, %s : f64, f64
    }
    scf.condition(%c) %q#0, %s, %s, %q#1 : f64, f64, f64, f64
  } do {
  ^bb0(%n: f64, %s1: f64, %s2: f64, %s3: f64):
    scf.yield %n : f64
  }
  %d = arith.subf %r#1, %r#3 : f64
  return %d : f64
}

// while (i < n && s < limit): the body leaves the short-circuit evaluation.
// CHECK-LABEL: func.func @short_circuit
// CHECK: scf.while (%[[I:.*]] = %{{.*}}, %[[S:.*]] = %{{.*}}) : (i32, f64) -> (i32, f64) {
// CHECK-NEXT: %[[C1:.*]] = arith.cmpi slt, %[[I]], %arg0
// CHECK-NEXT: %[[C:.*]] = scf.if %[[C1]] -> (i1) {
// CHECK-NEXT:   arith.cmpf olt, %[[S]]
// CHECK: scf.condition(%[[C]]) %[[I]], %[[S]]
// CHECK: arith.mulf
func.func @short_circuit(%n: i32, %x: f64, %limit: f64) -> (i32, f64) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %false = arith.constant false
  %p0 = ub.poison : i32
  %p1 = ub.poison : f64
  %r:4 = scf.while (%i = %zero, %s = %x) : (i32, f64) -> (i32, f64, i32, f64) {
    %c1 = arith.cmpi slt, %i, %n : i32
    %q:3 = scf.if %c1 -> (i32, f64, i1) {
      %c2 = arith.cmpf olt, %s, %limit : f64
      %w:2 = scf.if %c2 -> (i32, f64) {
        %m = arith.mulf %s, %x : f64
        %next = arith.addi %i, %one overflow<nsw> : i32
        scf.yield %next, %m : i32, f64
      } else {
        scf.yield %p0, %p1 : i32, f64
      }
      scf.yield %w#0, %w#1, %c2 : i32, f64, i1
    } else {
      scf.yield %p0, %p1, %false : i32, f64, i1
    }
    scf.condition(%q#2) %q#0, %q#1, %i, %s : i32, f64, i32, f64
  } do {
  ^bb0(%a0: i32, %a1: f64, %a2: i32, %a3: f64):
    scf.yield %a0, %a1 : i32, f64
  }
  return %r#2, %r#3 : i32, f64
}

// A branch without results.
// CHECK-LABEL: func.func @without_results
// CHECK: scf.for
// CHECK-NOT: scf.if
// CHECK: cxx.store
func.func @without_results(%n: i32, %p: !cxx.ptr<i32>) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %r = scf.while (%i = %zero) : (i32) -> i32 {
    %c = arith.cmpi slt, %i, %n : i32
    %next = arith.addi %i, %one overflow<nsw> : i32
    scf.if %c {
      cxx.store %i, %p : !cxx.ptr<i32>
    }
    scf.condition(%c) %next : i32
  } do {
  ^bb0(%i: i32):
    scf.yield %i : i32
  }
  return
}
