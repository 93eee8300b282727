// RUN: costate-opt --ad-differentiate --costate-cleanup %s | FileCheck %s

// A work array that each outer iteration overwrites and an inner loop reads as a whole is copied once per
// outer iteration, before the loop that reads it. Its adjoint exists in the reverse sweep only, and its
// release moves to the end.

// CHECK-LABEL: func.func @f_grad
// CHECK:       %[[W:.*]] = cxx.alloc malloc
// CHECK-NOT:   zeroed
// CHECK:       %[[COPIES:.*]] = cxx.alloc new_array
// CHECK:       scf.for
// CHECK:         scf.for
// CHECK:         cxx.copy_n %{{.*}}, %[[W]]
// CHECK:         scf.for
// CHECK:       cxx.alloc new_array %{{.*}} zeroed
// CHECK:       scf.for
// CHECK:       cxx.dealloc free %[[W]]
func.func @f(%p: !cxx.ptr<f64>, %n: i32, %m: i32) -> f64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %zero = arith.constant 0 : i32
  %z = arith.constant 0.0 : f64
  %n64 = arith.extsi %n : i32 to i64
  %w = cxx.alloc malloc %n64 : !cxx.ptr<f64>
  %outer = cxx.trip_count slt %zero to %m step 1 : i32
  %inner = cxx.trip_count slt %zero to %n step 1 : i32
  %r = scf.for %t = %c0 to %outer step %c1 iter_args(%total = %z) -> (f64) : i64 {
    %k = cxx.induction %zero at %t step 1 : i32
    %kf = arith.sitofp %k : i32 to f64
    scf.for %s = %c0 to %inner step %c1 : i64 {
      %i = cxx.induction %zero at %s step 1 : i32
      %i64 = arith.extsi %i : i32 to i64
      %a = cxx.offset %p[%i64] : !cxx.ptr<f64>
      %v = cxx.load %a : !cxx.ptr<f64>
      %x = arith.mulf %v, %kf : f64
      %wa = cxx.offset %w[%i64] : !cxx.ptr<f64>
      cxx.store %x, %wa : !cxx.ptr<f64>
    }
    %sum = scf.for %s = %c0 to %inner step %c1 iter_args(%acc = %total) -> (f64) : i64 {
      %i = cxx.induction %zero at %s step 1 : i32
      %i64 = arith.extsi %i : i32 to i64
      %wa = cxx.offset %w[%i64] : !cxx.ptr<f64>
      %v = cxx.load %wa : !cxx.ptr<f64>
      %q = arith.mulf %v, %v : f64
      %next = arith.addf %acc, %q : f64
      scf.yield %next : f64
    }
    scf.yield %sum : f64
  }
  cxx.dealloc free %w : !cxx.ptr<f64>
  return %r : f64
}
ad.request grad "f_grad" of @f wrt [0] as "f_grad"
