// RUN: %costate-opt %s | %costate-opt | FileCheck %s
// RUN: %costate-opt %s --mlir-print-op-generic | %costate-opt | FileCheck %s
// Requests and the symbolic tape print and parse.

// CHECK: ad.request grad "f_grad" of @f wrt [0] as "f_grad"
ad.request grad "f_grad" of @f wrt [0] as "f_grad"
// CHECK: ad.request vjp "g" of @f wrt [0, 1] as "f_vjp" may_alias
ad.request vjp "g" of @f wrt [0, 1] as "f_vjp" may_alias

// CHECK-LABEL: func.func @f
func.func @f(%x: f64, %p: !cxx.ptr<f64>) -> f64 {
  // CHECK: ad.tape_create "t" : {{(!ad.tape)?}}<f64>
  %t = ad.tape_create "t" : !ad.tape<f64>
  // CHECK: ad.tape_push %{{.*}}, %{{.*}} : {{(!ad.tape)?}}<f64>
  ad.tape_push %t, %x : !ad.tape<f64>
  // CHECK: ad.tape_push %{{.*}}, %{{.*}}, %{{.*}} : {{(!ad.tape)?}}<f64>
  ad.tape_push %t, %x, %x : !ad.tape<f64>
  // CHECK: ad.tape_pop %{{.*}} : {{(!ad.tape)?}}<f64>
  %y = ad.tape_pop %t : !ad.tape<f64>
  // CHECK: ad.tape_destroy %{{.*}} : {{(!ad.tape)?}}<f64>
  ad.tape_destroy %t : !ad.tape<f64>
  return %y : f64
}
