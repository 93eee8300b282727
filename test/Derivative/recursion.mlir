// RUN: %costate-opt %s -split-input-file -ad-differentiate | FileCheck %s
// Recursive functions: a tangent function; an augmented primal and a pullback on shared tapes.

ad.request grad "f_grad" of @f wrt [0] as "f_grad"
ad.request jvp "f_jvp" of @f wrt [0] as "f_jvp"
ad.request hvp "f_hv" of @f wrt [0] as "f_hv"

// CHECK-LABEL: func.func @f_grad
// CHECK: %[[FLAGS:.*]] = ad.tape_create "flags" : <i1>
// CHECK: %[[VALUES:.*]] = ad.tape_create "values" : <f64>
// CHECK: call @power_augmented({{.*}}, %[[FLAGS]], %[[VALUES]])
// CHECK: call @power_pullback({{.*}}, %[[VALUES]], %[[FLAGS]])
// CHECK-DAG: ad.tape_destroy %[[FLAGS]]
// CHECK-DAG: ad.tape_destroy %[[VALUES]]

// CHECK-LABEL: func.func @f_jvp
// CHECK: call @power_tangent({{.*}}) : (f64, i32, f64) -> (f64, f64)

// CHECK-LABEL: func.func @f_hv
// CHECK: call @power_tangent_2_augmented
// CHECK: call @power_tangent_2_pullback

func.func @f(%x: f64) -> f64 {
  %n = arith.constant 3 : i32
  %y = func.call @power(%x, %n) : (f64, i32) -> f64
  return %y : f64
}

func.func private @power(%x: f64, %n: i32) -> f64 attributes {cxx.qualified_name = "power"} {
  %zero = arith.constant 0 : i32
  %unit = arith.constant 1 : i32
  %one = arith.constant 1.0 : f64
  %end = arith.cmpi eq, %n, %zero : i32
  %result = scf.if %end -> (f64) {
    scf.yield %one : f64
  } else {
    %less = arith.subi %n, %unit : i32
    %inner = func.call @power(%x, %less) : (f64, i32) -> f64
    %product = arith.mulf %x, %inner : f64
    scf.yield %product : f64
  }
  return %result : f64
}

// What a region records is pushed at its end and popped at the start of its reversal; the frame of
// the whole call comes last and goes first.
// CHECK-LABEL: func.func private @power_augmented
// CHECK: scf.if
// CHECK: %[[INNER:.*]] = func.call @power_augmented
// CHECK: ad.tape_push %{{.*}}, %[[INNER]] : <f64>
// CHECK: scf.yield
// CHECK: ad.tape_push
// CHECK: return

// CHECK-LABEL: func.func private @power_pullback(
// CHECK-SAME: %[[SEED:.*]]: f64
// CHECK: ad.tape_pop %{{.*}} : <i1>
// CHECK: scf.if
// CHECK: %[[SAVED:.*]] = ad.tape_pop %{{.*}} : <f64>
// CHECK: arith.mulf %[[SEED]], %[[SAVED]]
// CHECK: func.call @power_pullback
// CHECK: return

// -----

// No derivative flows through the search: the call is repeated as it is, and its result recorded.

ad.request grad "g_grad" of @g wrt [0] as "g_grad"

// CHECK-LABEL: func.func @g_grad
// CHECK: call @search(
// CHECK-NOT: tape
// CHECK: return
func.func @g(%x: !cxx.ptr<f64>, %n: i64) -> f64 {
  %at = func.call @search(%x, %n) : (!cxx.ptr<f64>, i64) -> i64
  %p = cxx.offset %x[%at] : !cxx.ptr<f64>
  %v = cxx.load %p : !cxx.ptr<f64>
  %y = arith.mulf %v, %v : f64
  return %y : f64
}

func.func private @search(%x: !cxx.ptr<f64>, %n: i64) -> i64 {
  %unit = arith.constant 1 : i64
  %zero = arith.constant 0.0 : f64
  %p = cxx.offset %x[%n] : !cxx.ptr<f64>
  %v = cxx.load %p : !cxx.ptr<f64>
  %found = arith.cmpf olt, %v, %zero : f64
  %result = scf.if %found -> (i64) {
    scf.yield %n : i64
  } else {
    %less = arith.subi %n, %unit : i64
    %inner = func.call @search(%x, %less) : (!cxx.ptr<f64>, i64) -> i64
    scf.yield %inner : i64
  }
  return %result : i64
}

// -----

// A throw that leaves all calls: nobody comes back for the tapes.

// CHECK-LABEL: func.func private @result_augmented
// CHECK: scf.if
// CHECK: ad.tape_destroy
// CHECK: ad.tape_destroy
// CHECK-NEXT: cxx.raise
// CHECK-LABEL: func.func private @result_pullback
// CHECK-NOT: cxx.raise
#int = #cxx.exception<typeInfo = "_ZTIi", spelling = "int", object = i32, destructor = "", bytewise = true, bases = []>
ad.request grad "thrown_grad" of @thrown wrt [0] as "thrown_grad"
func.func @thrown(%x: f64) -> f64 {
  %n = arith.constant 3 : i32
  %r = func.call @walk(%x, %n) : (f64, i32) -> f64
  return %r : f64
}
func.func private @walk(%x: f64, %n: i32) -> f64 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %limit = arith.constant 100.0 : f64
  %end = arith.cmpi eq, %n, %zero : i32
  %r = scf.if %end -> (f64) {
    scf.yield %x : f64
  } else {
    %m = arith.subi %n, %one : i32
    %y = func.call @walk(%x, %m) : (f64, i32) -> f64
    %z = arith.mulf %y, %x : f64
    scf.yield %z : f64
  }
  %big = arith.cmpf ogt, %r, %limit : f64
  scf.if %big {
    %e = cxx.exception : !cxx.ptr<i32>
    cxx.raise %e as #int : !cxx.ptr<i32>
  }
  return %r : f64
}
