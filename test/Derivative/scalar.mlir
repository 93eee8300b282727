// RUN: costate-opt --ad-differentiate --costate-cleanup %s | FileCheck %s

// One rule per operation; the reverse sweep reuses what the forward sweep computed.

// CHECK-LABEL: func.func @f_grad
// CHECK-SAME:  (%[[X:.*]]: f64, %[[Y:.*]]: f64, %[[XB:.*]]: !cxx.ptr<f64> {{.*}}, %[[YB:.*]]: !cxx.ptr<f64>
// CHECK:       %[[P:.*]] = arith.mulf %[[X]], %[[Y]] : f64
// CHECK:       math.sin %[[P]]
// CHECK:       %[[C:.*]] = math.cos %[[P]]
// CHECK-DAG:   arith.mulf %[[C]], %[[Y]] fastmath<contract>
// CHECK-DAG:   arith.mulf %[[C]], %[[X]] fastmath<contract>
// CHECK-NOT:   ad.request
// CHECK-LABEL: func.func @f_jvp
// CHECK-SAME:  -> (f64, f64)
func.func @f(%x: f64, %y: f64) -> f64 {
  %0 = arith.mulf %x, %y : f64
  %1 = math.sin %0 : f64
  %2 = arith.addf %1, %x : f64
  return %2 : f64
}
ad.request grad "f_grad" of @f wrt [0, 1] as "f_grad"
ad.request jvp "f_jvp" of @f wrt [0, 1] as "f_jvp"
