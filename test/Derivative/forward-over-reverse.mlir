// RUN: costate-opt --ad-differentiate --costate-cleanup %s | FileCheck %s
// RUN: costate-opt --ad-differentiate --costate-cleanup %s | costate-opt --lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -Wno-override-module %t.ll %S/Inputs/forward-over-reverse.cpp -o %t.exe
// RUN: %t.exe

// A request may name the result of an earlier one: the tangent of a gradient whose reverse sweep pops a
// growable tape. The tape gets a tape of tangents.

// CHECK-LABEL: func.func @f_grad_jvp
// CHECK:       %[[TAPE:.*]] = ad.tape_create "{{.*}}" : <f64>
// CHECK:       %[[DOT:.*]] = ad.tape_create "{{.*}}_dot" : <f64>
// CHECK:       ad.tape_push %[[TAPE]]
// CHECK:       ad.tape_push %[[DOT]]
// CHECK:       ad.tape_pop %[[TAPE]]
// CHECK:       ad.tape_pop %[[DOT]]
// CHECK-NOT:   ad.request
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
ad.request jvp "f_grad_jvp" of @f_grad wrt [0, 1] as "f_grad_jvp"
