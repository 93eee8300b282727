// RUN: costate-opt --ad-differentiate %s | FileCheck %s

// The trip count of an inner loop that depends on the outer iteration is bounded before the nest, by its
// value in the outer iteration where it is largest: the last one, counting up or down.

// CHECK-LABEL: func.func @f_grad
// CHECK:       %[[OUTER:.*]] = cxx.trip_count slt
// CHECK:       %[[LAST:.*]] = arith.subi %[[OUTER]], %{{.*}} overflow<nsw>
// CHECK:       %[[M:.*]] = cxx.induction %{{.*}} at %[[LAST]] step 1 : i32
// CHECK:       %[[INNER:.*]] = cxx.trip_count sgt %[[M]] to %{{.*}} step -1 : i32
// CHECK:       %[[SIZE:.*]] = arith.muli %[[OUTER]], %[[INNER]]
// CHECK:       cxx.alloc new_array %[[SIZE]]
func.func @f(%p: !cxx.ptr<f64>, %n: i32) -> f64 {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %zero = arith.constant 0 : i32
  %one = arith.constant 1.0 : f64
  %outer = cxx.trip_count slt %zero to %n step 1 : i32
  %r = scf.for %t = %c0 to %outer step %c1 iter_args(%acc = %one) -> (f64) : i64 {
    %m = cxx.induction %zero at %t step 1 : i32
    %inner = cxx.trip_count sgt %m to %zero step -1 : i32
    %q = scf.for %s = %c0 to %inner step %c1 iter_args(%in = %acc) -> (f64) : i64 {
      %i = cxx.induction %m at %s step -1 : i32
      %i64 = arith.extsi %i : i32 to i64
      %a = cxx.offset %p[%i64] : !cxx.ptr<f64>
      %v = cxx.load %a : !cxx.ptr<f64>
      %x = arith.mulf %in, %v : f64
      scf.yield %x : f64
    }
    scf.yield %q : f64
  }
  return %r : f64
}
ad.request grad "f_grad" of @f wrt [0] as "f_grad"
