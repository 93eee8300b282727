// RUN: %costate-opt %s -resolve-poison -canonicalize-safe | FileCheck %s
// Where one edge leaves a value undefined, the other edge's value serves if it is cheap or there already.

// CHECK-LABEL: func.func @counter
// CHECK: %[[N:.*]] = arith.addi %arg1
// CHECK-NOT: scf.if
// CHECK: return %[[N]]
func.func @counter(%c: i1, %i: i32) -> i32 {
  %one = arith.constant 1 : i32
  %poison = ub.poison : i32
  %r = scf.if %c -> i32 {
    scf.yield %poison : i32
  } else {
    %n = arith.addi %i, %one overflow<nsw> : i32
    scf.yield %n : i32
  }
  return %r : i32
}

// Work stays in its branch, and is handed out once.
// CHECK-LABEL: func.func @work
// CHECK: %[[R:.*]] = scf.if %arg0 -> (f64) {
// CHECK-NEXT: math.exp
// CHECK: return %[[R]], %[[R]]
func.func @work(%c: i1, %x: f64) -> (f64, f64) {
  %poison = ub.poison : f64
  %r:2 = scf.if %c -> (f64, f64) {
    %e = math.exp %x : f64
    scf.yield %e, %e : f64, f64
  } else {
    scf.yield %poison, %x : f64, f64
  }
  return %r#0, %r#1 : f64, f64
}

// What may trap is not speculated.
// CHECK-LABEL: func.func @division
// CHECK: scf.if
// CHECK: arith.divsi
func.func @division(%c: i1, %i: i32, %j: i32) -> i32 {
  %poison = ub.poison : i32
  %r = scf.if %c -> i32 {
    %d = arith.divsi %i, %j : i32
    scf.yield %d : i32
  } else {
    scf.yield %poison : i32
  }
  return %r : i32
}

// A pointer that a loop hands out is computed behind it.
// CHECK-LABEL: func.func @pointer
// CHECK: %[[I:.*]] = scf.while
// CHECK-NOT: cxx.ptr<f64>, i1
// CHECK: cxx.offset %arg0[%[[I]]]
func.func @pointer(%a: !cxx.ptr<f64>, %n: i64, %x: f64) -> f64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %r:2 = scf.while (%i = %zero) : (i64) -> (i64, !cxx.ptr<f64>) {
    %p = cxx.offset %a[%i] : !cxx.ptr<f64>
    %v = cxx.load %p : !cxx.ptr<f64>
    %c = arith.cmpf olt, %v, %x : f64
    scf.condition(%c) %i, %p : i64, !cxx.ptr<f64>
  } do {
  ^bb0(%i: i64, %p: !cxx.ptr<f64>):
    %next = arith.addi %i, %one overflow<nsw> : i64
    scf.yield %next : i64
  }
  %found = cxx.load %r#1 : !cxx.ptr<f64>
  return %found : f64
}
