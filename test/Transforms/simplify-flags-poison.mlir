// RUN: %costate-opt %s -simplify-flags -canonicalize-safe | FileCheck %s
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
