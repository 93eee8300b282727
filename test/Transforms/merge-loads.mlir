// RUN: %costate-opt %s -merge-loads | FileCheck %s
// One load for several of the same place, unless something in between may write it.

// CHECK-LABEL: func.func @reused
// CHECK: %[[V:.*]] = cxx.load
// CHECK: scf.if
// CHECK-NEXT: arith.addf %[[V]], %arg1
// CHECK-NEXT: cxx.store
// CHECK: cxx.load %arg0
// CHECK: return
func.func @reused(%p: !cxx.ptr<f64>, %x: f64, %q: !cxx.ptr<f64>, %k: !cxx.ptr<i32>, %n: i32) -> f64 {
  %v = cxx.load %p : !cxx.ptr<f64>
  cxx.store %n, %k : !cxx.ptr<i32>
  %c = arith.cmpf olt, %v, %x : f64
  scf.if %c {
    %w = cxx.load %p : !cxx.ptr<f64>
    %sum = arith.addf %w, %x : f64
    cxx.store %sum, %q : !cxx.ptr<f64>
  }
  %after = cxx.load %p : !cxx.ptr<f64>
  return %after : f64
}

// What a later iteration writes is seen by the next one.
// CHECK-LABEL: func.func @loop
// CHECK: cxx.load
// CHECK: scf.for
// CHECK-NEXT: cxx.load
func.func @loop(%p: !cxx.ptr<f64>, %n: i64) -> f64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %v = cxx.load %p : !cxx.ptr<f64>
  scf.for %t = %zero to %n step %one : i64 {
    %w = cxx.load %p : !cxx.ptr<f64>
    %sum = arith.addf %w, %v : f64
    cxx.store %sum, %p : !cxx.ptr<f64>
  }
  return %v : f64
}
