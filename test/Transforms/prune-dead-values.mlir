// RUN: %costate-opt %s -prune-dead-values | FileCheck %s
// What influences no effect and no result goes, also around loops and through private storage.

// Iteration arguments that only feed themselves.
// CHECK-LABEL: func.func @cycles
// CHECK: scf.for %{{.*}} iter_args(%{{.*}} = %arg1) -> (f64) : i64 {
// CHECK-NEXT: arith.mulf
// CHECK-NEXT: scf.yield
func.func @cycles(%n: i64, %x: f64) -> f64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %r:3 = scf.for %t = %zero to %n step %one iter_args(%a = %x, %b = %x, %c = %x) -> (f64, f64, f64) : i64 {
    %b2 = arith.addf %b, %c : f64
    %a2 = arith.mulf %a, %x : f64
    scf.yield %a2, %b2, %b : f64, f64, f64
  }
  return %r#0 : f64
}

// Zeroed storage that only accumulates.
// CHECK-LABEL: func.func @shadow
// CHECK-NEXT: return
func.func @shadow(%n: i64, %x: f64) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %bar = cxx.alloca "bar" zeroed : !cxx.ptr<!cxx.array<4 x f64>>
  %heap = cxx.alloc calloc %n : !cxx.ptr<f64>
  scf.for %t = %zero to %n step %one : i64 {
    %e = cxx.element %bar[%t] : !cxx.ptr<!cxx.array<4 x f64>> -> !cxx.ptr<f64>
    %old = cxx.load %e : !cxx.ptr<f64>
    %new = arith.addf %old, %x : f64
    cxx.store %new, %e : !cxx.ptr<f64>
    %h = cxx.offset %heap[%t] : !cxx.ptr<f64>
    cxx.store %new, %h : !cxx.ptr<f64>
  }
  cxx.dealloc free %heap : !cxx.ptr<f64>
  return
}

// Storage that is read, or whose address leaves, stays with everything that fills it and frees it.
// CHECK-LABEL: func.func @needed
// CHECK: cxx.alloc
// CHECK: cxx.store
// CHECK: cxx.load
// CHECK: cxx.dealloc
// CHECK: cxx.alloca
// CHECK: cxx.store
// CHECK: return
func.func @needed(%x: f64, %p: !cxx.ptr<!cxx.ptr<f64>>) -> f64 {
  %one = arith.constant 1 : i64
  %heap = cxx.alloc malloc %one : !cxx.ptr<f64>
  cxx.store %x, %heap : !cxx.ptr<f64>
  %v = cxx.load %heap : !cxx.ptr<f64>
  cxx.dealloc free %heap : !cxx.ptr<f64>
  %escapes = cxx.alloca "escapes" : !cxx.ptr<f64>
  cxx.store %x, %escapes : !cxx.ptr<f64>
  cxx.store %escapes, %p : !cxx.ptr<!cxx.ptr<f64>>
  return %v : f64
}

// A loop without effect or result is gone; one with an effect keeps what decides its end.
// CHECK-LABEL: func.func @whiles
// CHECK: scf.while (%[[I:.*]] = %arg0) : (i32) -> i32 {
// CHECK: scf.condition(%{{.*}}) %[[I]] : i32
// CHECK: scf.if %{{.*}} {
// CHECK-NOT: scf.while
func.func @whiles(%n: i32, %x: f64, %p: !cxx.ptr<f64>) {
  %zero = arith.constant 0 : i32
  %two = arith.constant 2 : i32
  %r:2 = scf.while (%i = %n, %s = %x) : (i32, f64) -> (f64, i32) {
    %c = arith.cmpi sgt, %i, %zero : i32
    scf.condition(%c) %s, %i : f64, i32
  } do {
  ^bb0(%s: f64, %i: i32):
    %half = arith.divsi %i, %two : i32
    %square = arith.mulf %s, %s : f64
    %big = arith.cmpi sgt, %half, %two : i32
    %unused = scf.if %big -> f64 {
      cxx.store %x, %p : !cxx.ptr<f64>
      scf.yield %s : f64
    } else {
      scf.yield %square : f64
    }
    scf.yield %half, %unused : i32, f64
  }
  %dead = scf.while (%i = %n) : (i32) -> i32 {
    %c = arith.cmpi sgt, %i, %zero : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    %half = arith.divsi %i, %two : i32
    scf.yield %half : i32
  }
  return
}
