// RUN: costate-opt --ad-differentiate --costate-cleanup %s | FileCheck %s

// A counted loop records in an array of its trip count; both recorded values share one allocation,
// which is released once. The input is loaded again, not recorded.

// CHECK-LABEL: func.func @f_grad
// CHECK:       %[[T:.*]] = cxx.trip_count
// CHECK:       %[[N:.*]] = arith.addi %[[T]], %[[T]] overflow<nsw>
// CHECK:       %[[TAPE:.*]] = cxx.alloc new_array %[[N]] {ad.checked} : <f64>
// CHECK-NOT:   cxx.alloc
// CHECK:       scf.for
// CHECK:       scf.for
// CHECK:         cxx.load
// CHECK:       cxx.dealloc delete_array %[[TAPE]]
// CHECK-NOT:   cxx.dealloc
// CHECK-NOT:   ad.tape
func.func @f(%p: !cxx.ptr<f64>, %n: i32) -> f64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %zero = arith.constant 0 : i32
  %one = arith.constant 1.0 : f64
  %trips = cxx.trip_count slt %zero to %n step 1 : i32
  %r = scf.for %t = %c0 to %trips step %c1 iter_args(%acc = %one) -> (f64) : i64 {
    %i = cxx.induction %zero at %t step 1 : i32
    %i64 = arith.extsi %i : i32 to i64
    %a = cxx.offset %p[%i64] : !cxx.ptr<f64>
    %v = cxx.load %a : !cxx.ptr<f64>
    %m = arith.mulf %acc, %v : f64
    %e = math.exp %m : f64
    scf.yield %e : f64
  }
  return %r : f64
}
ad.request grad "f_grad" of @f wrt [0] as "f_grad"
