// REQUIRES: libdevice
// RUN: %costate-opt %s -emit-ptx="arch=sm_90 libdevice=%libdevice" -o /dev/null > %t.ptx
// RUN: FileCheck %s < %t.ptx
// RUN: %if ptxas %{ %ptxas -arch=sm_90 -c %t.ptx -o %t.cubin %}
// A device function and a batch kernel, with CUDA's mathematics inside.

// CHECK: .target sm_90
// CHECK-NOT: .extern
// CHECK: .visible .func{{.*}} _Z6f_gradPKddiPdS1_(
// CHECK: .visible .entry f_grad_batch(
// CHECK-NEXT: .param .u64 f_grad_batch_param_0,
// CHECK-NEXT: .param .u64 .ptr .align 1 f_grad_batch_param_1,
// CHECK-NEXT: .param .u64 f_grad_batch_param_2,
// CHECK-NEXT: .param .u64 .ptr .align 1 f_grad_batch_param_3,
// CHECK-NEXT: .param .u32 f_grad_batch_param_4,
// CHECK: .param .u64 .ptr .align 1 f_grad_batch_param_9
// CHECK-NEXT: )
// CHECK-NOT: .extern

func.func @_Z6f_gradPKddiPdS1_(%p: !cxx.ptr<f64> {cxx.name = "p"}, %x: f64 {cxx.name = "x"}, %n: i32 {cxx.name = "n"},
    %pb: !cxx.ptr<f64> {cxx.name = "p_bar"}, %xb: !cxx.ptr<f64> {cxx.name = "x_bar"}) -> f64
    attributes {ad.derivative, cxx.qualified_name = "f_grad"} {
  %c0 = arith.constant 0 : i64
  %c1 = arith.constant 1 : i64
  %z = arith.constant 0 : i32
  %zero = arith.constant 0.0 : f64
  %trips = cxx.trip_count slt %z to %n step 1 : i32
  %r:2 = scf.for %i = %c0 to %trips step %c1 iter_args(%s = %zero, %b = %zero) -> (f64, f64) : i64 {
    %pi = cxx.offset %p[%i] : !cxx.ptr<f64>
    %pbi = cxx.offset %pb[%i] : !cxx.ptr<f64>
    %v = cxx.load %pi : !cxx.ptr<f64>
    %a = arith.mulf %v, %x : f64
    %sin = math.sin %a : f64
    %cos = math.cos %a : f64
    %exp = math.exp %sin : f64
    %lg = cxx.lgamma %exp : f64
    %dg = cxx.digamma %exp : f64
    %d0 = arith.mulf %dg, %exp : f64
    %d = arith.mulf %d0, %cos : f64
    %dv = arith.mulf %d, %x : f64
    %old = cxx.load %pbi : !cxx.ptr<f64>
    %new = arith.addf %old, %dv : f64
    cxx.store %new, %pbi : !cxx.ptr<f64>
    %dx = arith.mulf %d, %v : f64
    %sn = arith.addf %s, %lg : f64
    %bn = arith.addf %b, %dx : f64
    scf.yield %sn, %bn : f64, f64
  }
  %old = cxx.load %xb : !cxx.ptr<f64>
  %new = arith.addf %old, %r#1 : f64
  cxx.store %new, %xb : !cxx.ptr<f64>
  return %r#0 : f64
}
