// RUN: %costate-opt %s -lift-loops -canonicalize-safe -cse | FileCheck %s
// Counted loops run from 0 to their trip count; linear values are rebuilt from the iteration.

// for (i = 0; i < n; ++i) s += i. The value of i after the loop is the one that failed the test (upstream's
// uplifting returns the one before: LLVM issue 219616).
// CHECK-LABEL: func.func @exit_value
// CHECK: %[[TRIPS:.*]] = cxx.trip_count slt %c0_i32 to %arg0 step 1 : i32
// CHECK: %[[S:.*]] = scf.for %[[T:.*]] = %c0_i64 to %[[TRIPS]] step %c1_i64 iter_args(%[[ACC:.*]] = %{{.*}}) -> (f64) : i64 {
// CHECK:   %[[I:.*]] = cxx.induction %c0_i32 at %[[T]] step 1{{( nsw)?}} : i32
// CHECK:   arith.sitofp %[[I]]
// CHECK: %[[EXIT:.*]] = cxx.induction %c0_i32 at %[[TRIPS]] step 1{{( nsw)?}} : i32
// CHECK: return %[[S]], %[[EXIT]]
func.func @exit_value(%n: i32) -> (f64, i32) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %none = arith.constant 0.0 : f64
  %r:2 = scf.while (%i = %zero, %s = %none) : (i32, f64) -> (f64, i32) {
    %c = arith.cmpi slt, %i, %n : i32
    scf.condition(%c) %s, %i : f64, i32
  } do {
  ^bb0(%s: f64, %i: i32):
    %f = arith.sitofp %i : i32 to f64
    %sum = arith.addf %s, %f : f64
    %next = arith.addi %i, %one overflow<nsw> : i32
    scf.yield %next, %sum : i32, f64
  }
  return %r#0, %r#1 : f64, i32
}

// do { .. } while (--n > 0): once more than the test holds.
// CHECK-LABEL: func.func @do_while
// CHECK: %[[COUNT:.*]] = cxx.trip_count sgt %{{.*}} to %c0_i32 step -1 : i32
// CHECK: %[[TRIPS:.*]] = arith.addi %[[COUNT]], %c1_i64
// CHECK: scf.for %{{.*}} = %c0_i64 to %[[TRIPS]]
func.func @do_while(%n: i32, %x: f64) -> f64 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %r:2 = scf.while (%i = %n, %s = %x) : (i32, f64) -> (i32, f64) {
    %sum = arith.mulf %s, %x : f64
    %next = arith.subi %i, %one overflow<nsw> : i32
    %c = arith.cmpi sgt, %next, %zero : i32
    scf.condition(%c) %next, %sum : i32, f64
  } do {
  ^bb0(%i: i32, %s: f64):
    scf.yield %i, %s : i32, f64
  }
  return %r#1 : f64
}

// for (p = a; p != a + n; ++p, j += 2): the pointer and the second counter leave the iteration arguments.
// CHECK-LABEL: func.func @pointers
// CHECK: %[[TRIPS:.*]] = cxx.trip_count ne %c0_i64 to %arg1 step 1 : i64
// CHECK: scf.for %[[T:.*]] = %c0_i64 to %[[TRIPS]] step %c1_i64 iter_args(%{{.*}} = %{{[a-z_0-9]*}}) -> (f64) : i64 {
// CHECK-DAG: cxx.offset %arg0[%[[T]]] : <f64>
// CHECK-DAG: cxx.induction %arg2 at %[[T]] step 2{{( nsw)?}} : i64
func.func @pointers(%a: !cxx.ptr<f64>, %n: i64, %j0: i64) -> f64 {
  %end = cxx.offset %a[%n] : !cxx.ptr<f64>
  %one = arith.constant 1 : i64
  %two = arith.constant 2 : i64
  %none = arith.constant 0.0 : f64
  %r:3 = scf.while (%p = %a, %j = %j0, %s = %none) : (!cxx.ptr<f64>, i64, f64) -> (!cxx.ptr<f64>, i64, f64) {
    %c = cxx.ptr_cmp ne %p, %end : !cxx.ptr<f64>
    scf.condition(%c) %p, %j, %s : !cxx.ptr<f64>, i64, f64
  } do {
  ^bb0(%p: !cxx.ptr<f64>, %j: i64, %s: f64):
    %v = cxx.load %p : !cxx.ptr<f64>
    %w = arith.sitofp %j : i64 to f64
    %m = arith.mulf %v, %w : f64
    %sum = arith.addf %s, %m : f64
    %p2 = cxx.offset %p[%one] : !cxx.ptr<f64>
    %j2 = arith.addi %j, %two : i64
    scf.yield %p2, %j2, %sum : !cxx.ptr<f64>, i64, f64
  }
  return %r#2 : f64
}

// i < n && i < 8: the smaller count.
// CHECK-LABEL: func.func @both
// CHECK: %[[A:.*]] = cxx.trip_count slt %c0_i32 to %arg0 step 1
// CHECK: %[[TRIPS:.*]] = arith.minui %[[A]], %c8_i64
// CHECK: scf.for %{{.*}} = %c0_i64 to %[[TRIPS]]
func.func @both(%n: i32, %x: f64) -> f64 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %eight = arith.constant 8 : i32
  %false = arith.constant false
  %r:2 = scf.while (%i = %zero, %s = %x) : (i32, f64) -> (i32, f64) {
    %c1 = arith.cmpi slt, %i, %n : i32
    %c = scf.if %c1 -> i1 {
      %c2 = arith.cmpi slt, %i, %eight : i32
      scf.yield %c2 : i1
    } else {
      scf.yield %false : i1
    }
    scf.condition(%c) %i, %s : i32, f64
  } do {
  ^bb0(%i: i32, %s: f64):
    %sum = arith.mulf %s, %x : f64
    %next = arith.addi %i, %one overflow<nsw> : i32
    scf.yield %next, %sum : i32, f64
  }
  return %r#1 : f64
}

// for (short i = 0; i < n; i++): the increment wraps at 16 bits; the loop would not end if it did.
// CHECK-LABEL: func.func @promoted
// CHECK: cxx.trip_count slt %c0_i32 to %arg0 step 1 : i32
// CHECK: cxx.induction %c0_i16 at %{{.*}} step 1{{( nsw)?}} : i16
func.func @promoted(%n: i32, %x: f64) -> f64 {
  %zero = arith.constant 0 : i16
  %one = arith.constant 1 : i32
  %r:2 = scf.while (%i = %zero, %s = %x) : (i16, f64) -> (i16, f64) {
    %wide = arith.extsi %i : i16 to i32
    %c = arith.cmpi slt, %wide, %n : i32
    scf.condition(%c) %i, %s : i16, f64
  } do {
  ^bb0(%i: i16, %s: f64):
    %f = arith.sitofp %i : i16 to f64
    %sum = arith.mulf %s, %f : f64
    %wide = arith.extsi %i : i16 to i32
    %more = arith.addi %wide, %one overflow<nsw> : i32
    %next = arith.trunci %more : i32 to i16
    scf.yield %next, %sum : i16, f64
  }
  return %r#1 : f64
}
