// RUN: costate-opt --ad-differentiate --costate-cleanup %s | FileCheck %s

// A while loop counts its iterations and records on a growable tape; it is reversed by a counted loop
// without a branch.

// CHECK-LABEL: func.func @f_grad
// CHECK:       %[[TAPE:.*]] = ad.tape_create
// CHECK:       %[[LOOP:.*]]:2 = scf.while
// CHECK:         ad.tape_push %[[TAPE]]
// CHECK:       scf.for {{.*}} to %[[LOOP]]#1
// CHECK-NOT:     scf.if
// CHECK:         ad.tape_pop %[[TAPE]]
// CHECK:       ad.tape_destroy %[[TAPE]]
func.func @f(%x: f64) -> f64 {
  %limit = arith.constant 100.0 : f64
  %r = scf.while (%a = %x) : (f64) -> f64 {
    %c = arith.cmpf olt, %a, %limit : f64
    scf.condition(%c) %a : f64
  } do {
  ^bb0(%b: f64):
    %q = arith.mulf %b, %b : f64
    %s = arith.addf %q, %x : f64
    scf.yield %s : f64
  }
  return %r : f64
}
ad.request grad "f_grad" of @f wrt [0] as "f_grad"
