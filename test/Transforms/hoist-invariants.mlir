// RUN: %costate-opt %s -hoist-invariants | FileCheck %s
// Loads leave a loop only when nothing in it can write them and the place surely exists.

!vector = !cxx.record<"Vector", 16, 8, {"n" : i32 at 0, "data" : !cxx.ptr<f64> at 8}>

// The bound is an int; the loop stores doubles.
// CHECK-LABEL: func.func @bound
// CHECK: %[[N:.*]] = cxx.load %{{.*}} : <i32>
// CHECK: scf.while
// CHECK: arith.cmpi slt, %{{.*}}, %[[N]]
func.func @bound(%v: !cxx.ptr<!vector>, %out: !cxx.ptr<f64>, %x: f64) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %r = scf.while (%i = %zero) : (i32) -> i32 {
    %field = cxx.field %v[0] : !cxx.ptr<!vector> -> !cxx.ptr<i32>
    %n = cxx.load %field : !cxx.ptr<i32>
    %c = arith.cmpi slt, %i, %n : i32
    scf.condition(%c) %i : i32
  } do {
  ^bb0(%i: i32):
    cxx.store %x, %out : !cxx.ptr<f64>
    %next = arith.addi %i, %one overflow<nsw> : i32
    scf.yield %next : i32
  }
  return
}

// In the body a load is hoisted from what a reference refers to, not from behind a pointer, which may be null.
// CHECK-LABEL: func.func @body
// CHECK: %[[R:.*]] = cxx.load
// CHECK: scf.for
// CHECK: %[[P:.*]] = cxx.load
// CHECK: cxx.inactive_call "use"(%[[R]], %[[P]])
func.func @body(%r: !cxx.ptr<!vector> {cxx.passing = "reference"}, %p: !cxx.ptr<!vector>, %n: i64) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  scf.for %t = %zero to %n step %one : i64 {
    %rf = cxx.field %r[1] : !cxx.ptr<!vector> -> !cxx.ptr<!cxx.ptr<f64>>
    %rd = cxx.load %rf : !cxx.ptr<!cxx.ptr<f64>>
    %pf = cxx.field %p[1] : !cxx.ptr<!vector> -> !cxx.ptr<!cxx.ptr<f64>>
    %pd = cxx.load %pf : !cxx.ptr<!cxx.ptr<f64>>
    cxx.inactive_call "use"(%rd, %pd) {cxx_callee = "use"} : (!cxx.ptr<f64>, !cxx.ptr<f64>) -> ()
  }
  return
}

// A store of the same type, or of characters, may hit the bound; one to another local may not.
// CHECK-LABEL: func.func @may_be_written
// CHECK: scf.for
// CHECK: cxx.load %arg0
// CHECK-LABEL: func.func @other_object
// CHECK: cxx.load
// CHECK: scf.for
func.func @may_be_written(%r: !cxx.ptr<i32> {cxx.passing = "reference"}, %c: !cxx.ptr<i8>, %v: i8, %n: i64) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  scf.for %t = %zero to %n step %one : i64 {
    %i = cxx.load %r : !cxx.ptr<i32>
    cxx.inactive_call "use"(%i) {cxx_callee = "use"} : (i32) -> ()
    cxx.store %v, %c : !cxx.ptr<i8>
  }
  return
}
func.func @other_object(%r: !cxx.ptr<i32> {cxx.passing = "reference"}, %n: i64) {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  %k = arith.constant 5 : i32
  %own = cxx.alloca "own" : !cxx.ptr<i32>
  scf.for %t = %zero to %n step %one : i64 {
    %i = cxx.load %r : !cxx.ptr<i32>
    cxx.inactive_call "use"(%i, %own) {cxx_callee = "use"} : (i32, !cxx.ptr<i32>) -> ()
    cxx.store %k, %own : !cxx.ptr<i32>
  }
  return
}
