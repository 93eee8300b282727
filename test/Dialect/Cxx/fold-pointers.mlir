// RUN: %costate-opt %s -canonicalize | FileCheck %s
// Comparisons and distances of pointers: null leads nowhere, and indices stand for addresses.

// CHECK-LABEL: func.func @null_paths
// CHECK-SAME: %[[P:.*]]: !cxx.ptr<f64>, %[[I:.*]]: i64
func.func @null_paths(%p: !cxx.ptr<f64>, %i: i64) -> (i1, i1) {
  %null = cxx.null : !cxx.ptr<f64>
  %path = cxx.offset %p[%i] : !cxx.ptr<f64>
  // CHECK-DAG: %[[A:.*]] = cxx.ptr_cmp eq %[[P]], %{{.*}} : <f64>
  %a = cxx.ptr_cmp eq %path, %null : !cxx.ptr<f64>
  // A number made a pointer is null where the number is 0.
  %number = cxx.offset %null[%i] : !cxx.ptr<f64>
  // CHECK-DAG: %[[B:.*]] = arith.cmpi ne, %[[I]], %{{.*}} : i64
  %b = cxx.ptr_cmp ne %number, %null : !cxx.ptr<f64>
  // CHECK: return %[[A]], %[[B]]
  return %a, %b : i1, i1
}

// CHECK-LABEL: func.func @indices
// CHECK-SAME: %[[P:.*]]: !cxx.ptr<f64>, %[[I:.*]]: i64, %[[J:.*]]: i64
func.func @indices(%p: !cxx.ptr<f64>, %i: i64, %j: i64) -> (i1, i64, i64) {
  %left = cxx.offset %p[%i] : !cxx.ptr<f64>
  %right = cxx.offset %p[%j] : !cxx.ptr<f64>
  // CHECK-DAG: %[[LESS:.*]] = arith.cmpi slt, %[[I]], %[[J]]
  %less = cxx.ptr_cmp lt %left, %right : !cxx.ptr<f64>
  // CHECK-DAG: %[[BETWEEN:.*]] = arith.subi %[[I]], %[[J]]
  %between = cxx.ptr_diff %left, %right : !cxx.ptr<f64>
  // CHECK-DAG: %[[BACK:.*]] = arith.subi %c0_i64, %[[J]]
  %back = cxx.ptr_diff %p, %right : !cxx.ptr<f64>
  // CHECK: return %[[LESS]], %[[BETWEEN]], %[[BACK]]
  return %less, %between, %back : i1, i64, i64
}

// Bases that differ stay apart.
// CHECK-LABEL: func.func @different
func.func @different(%p: !cxx.ptr<f64>, %q: !cxx.ptr<f64>, %i: i64) -> i1 {
  %left = cxx.offset %p[%i] : !cxx.ptr<f64>
  %right = cxx.offset %q[%i] : !cxx.ptr<f64>
  // CHECK: cxx.ptr_cmp eq
  %same = cxx.ptr_cmp eq %left, %right : !cxx.ptr<f64>
  return %same : i1
}

// CHECK-LABEL: func.func @copy_of_null
func.func @copy_of_null(%p: !cxx.ptr<f64>, %n: i64) {
  %null = cxx.null : !cxx.ptr<f64>
  // CHECK-NOT: cxx.copy_n
  cxx.copy_n %null, %p, %n overlapping : !cxx.ptr<f64>
  return
}
