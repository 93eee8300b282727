// RUN: costate-opt --ad-differentiate --costate-cleanup %s | FileCheck %s
// RUN: costate-opt --ad-differentiate --costate-cleanup %s | costate-opt --lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -Wno-override-module %t.ll %S/Inputs/strong-zero.cpp -o %t.exe
// RUN: %t.exe

// A zero seed contributes zero. What is zero anyway is not guarded: sums, signs, finite factors. The curvature behind
// a zero seed stays: the derivative of an absorbed value is not zero.

// CHECK-NOT:   ad.numerics
// CHECK-LABEL: func.func @f_vjp
// CHECK-SAME:  %[[SEED:[a-z0-9]+]]: f64 {cxx.name = "result_bar"}
// CHECK:       %[[ZERO:.*]] = arith.constant 0.0
// CHECK:       %[[PRODUCT:.*]] = arith.mulf %[[SEED]], %{{.*}} fastmath<contract>
// CHECK:       %[[IS_ZERO:.*]] = arith.cmpf oeq, %[[SEED]], %[[ZERO]]
// CHECK:       arith.select %[[IS_ZERO]], %[[ZERO]], %[[PRODUCT]]
// CHECK-LABEL: func.func @linear_vjp
// CHECK-NOT:   arith.cmpf
// CHECK-LABEL: func.func @curved_grad
// CHECK-NOT:   ad.gate
// CHECK-NOT:   ad.absorb_zero
module attributes {ad.numerics = "strong-zero"} {
  func.func @f(%x: f64) -> f64 {
    %r = math.sin %x : f64
    return %r : f64
  }
  ad.request vjp "f_vjp" of @f wrt [0] as "f_vjp"

  func.func @linear(%x: f64, %y: f64) -> f64 {
    %c = arith.constant 3.0 : f64
    %0 = arith.mulf %x, %c : f64
    %1 = arith.subf %0, %y : f64
    %2 = arith.divf %1, %c : f64
    %3 = arith.negf %2 : f64
    return %3 : f64
  }
  ad.request vjp "linear_vjp" of @linear wrt [0, 1] as "linear_vjp"

  func.func @curved(%x: f64) -> f64 {
    %s = math.sin %x : f64
    %c = math.cos %s : f64
    return %c : f64
  }
  ad.request grad "curved_grad" of @curved wrt [0] as "curved_grad"
  ad.request jvp "curved_grad_jvp" of @curved_grad wrt [0, 1] as "curved_grad_jvp"

  func.func @root(%x: f64, %y: f64) -> f64 {
    %s = math.sqrt %x : f64
    %r = arith.mulf %s, %y : f64
    return %r : f64
  }
  ad.request grad "root_grad" of @root wrt [0, 1] as "root_grad"
  ad.request jvp "root_grad_jvp" of @root_grad wrt [0, 1, 2, 3] as "root_grad_jvp"
}
