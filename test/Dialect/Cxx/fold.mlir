// RUN: %costate-opt %s -canonicalize | FileCheck %s
// Access paths become one offset from a base; counts with constant bounds become constants.

// CHECK-LABEL: func.func @offsets
// CHECK-SAME: %[[P:.*]]: !cxx.ptr<f64>, %[[I:.*]]: i64, %[[J:.*]]: i64
func.func @offsets(%p: !cxx.ptr<f64>, %i: i64, %j: i64) -> (!cxx.ptr<f64>, !cxx.ptr<f64>) {
  %zero = arith.constant 0 : i64
  %same = cxx.offset %p[%zero] : !cxx.ptr<f64>
  %a = cxx.offset %p[%i] : !cxx.ptr<f64>
  %b = cxx.offset %a[%j] : !cxx.ptr<f64>
  // CHECK: %[[SUM:.*]] = arith.addi %[[I]], %[[J]] overflow<nsw> : i64
  // CHECK: %[[B:.*]] = cxx.offset %[[P]][%[[SUM]]]
  // CHECK: return %[[P]], %[[B]]
  return %same, %b : !cxx.ptr<f64>, !cxx.ptr<f64>
}

// An array that is not an element itself is walked inside; a row may be left for the next row.
// CHECK-LABEL: func.func @decay
func.func @decay(%i: i64, %s: f64) -> (!cxx.ptr<f64>, !cxx.ptr<f64>) {
  %zero = arith.constant 0 : i64
  %a = cxx.alloca "a" : !cxx.ptr<!cxx.array<4 x f64>>
  %m = cxx.alloca "m" : !cxx.ptr<!cxx.array<2 x !cxx.array<2 x f64>>>
  %p = cxx.element %a[%zero] : !cxx.ptr<!cxx.array<4 x f64>> -> !cxx.ptr<f64>
  // CHECK: %[[A:.*]] = cxx.element %{{.*}}[%arg0]
  %q = cxx.offset %p[%i] : !cxx.ptr<f64>
  %row = cxx.element %m[%zero] : !cxx.ptr<!cxx.array<2 x !cxx.array<2 x f64>>> -> !cxx.ptr<!cxx.array<2 x f64>>
  // CHECK: %[[ROW:.*]] = cxx.element
  // CHECK: %[[E:.*]] = cxx.element %[[ROW]]
  %e = cxx.element %row[%zero] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f64>
  // CHECK: %[[O:.*]] = cxx.offset %[[E]][%arg0]
  %o = cxx.offset %e[%i] : !cxx.ptr<f64>
  // CHECK: return %[[A]], %[[O]]
  return %q, %o : !cxx.ptr<f64>, !cxx.ptr<f64>
}

// CHECK-LABEL: func.func @casts
func.func @casts(%p: !cxx.ptr<f64>) -> (!cxx.ptr<f64>, !cxx.ptr<i8>) {
  %v = cxx.cast %p : !cxx.ptr<f64> to !cxx.ptr<none>
  %back = cxx.cast %v : !cxx.ptr<none> to !cxx.ptr<f64>
  // CHECK: %[[C:.*]] = cxx.cast %arg0 : <f64> to <i8>
  %bytes = cxx.cast %v : !cxx.ptr<none> to !cxx.ptr<i8>
  // CHECK: return %arg0, %[[C]]
  return %back, %bytes : !cxx.ptr<f64>, !cxx.ptr<i8>
}

// CHECK-LABEL: func.func @trips
func.func @trips() -> (i64, i64, i64, i64, i64, i64, i64) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %ten = arith.constant 10 : i32
  %min = arith.constant -2147483648 : i32
  %max = arith.constant 2147483647 : i32
  %large = arith.constant 2147483658 : i32
  // CHECK-DAG: arith.constant 4 : i64
  %a = cxx.trip_count slt %zero to %ten step 3 : i32
  // CHECK-DAG: arith.constant 2147483647 : i64
  %b = cxx.trip_count sle %one to %max step 1 : i32
  // CHECK-DAG: arith.constant 4294967295 : i64
  %c = cxx.trip_count slt %min to %max step 1 : i32
  // CHECK-DAG: arith.constant 0 : i64
  %d = cxx.trip_count slt %ten to %zero step 1 : i32
  // CHECK-DAG: arith.constant 11 : i64
  %e = cxx.trip_count sge %ten to %zero step -1 : i32
  // CHECK-DAG: arith.constant 10 : i64
  %f = cxx.trip_count ne %ten to %zero step -1 : i32
  // CHECK-DAG: arith.constant 2147483658 : i64
  %g = cxx.trip_count ult %zero to %large step 1 : i32
  return %a, %b, %c, %d, %e, %f, %g : i64, i64, i64, i64, i64, i64, i64
}

// So many bytes into a record is the member there, if it has the type that is asked for.
// CHECK-LABEL: func.func @members
func.func @members(%s: !cxx.ptr<!cxx.record<"Outer", 32, 8, {"n" : i64 at 0, "in" : !cxx.record<"Inner", 16, 8, {"a" : f64 at 0, "b" : f64 at 8}> at 8, "x" : f64 at 24}>>) -> (!cxx.ptr<f64>, !cxx.ptr<!cxx.record<"Inner">>, !cxx.ptr<f64>) {
  %c8 = arith.constant 8 : i64
  %c16 = arith.constant 16 : i64
  %c4 = arith.constant 4 : i64
  %bytes = cxx.cast %s : !cxx.ptr<!cxx.record<"Outer">> to !cxx.ptr<i8>
  // CHECK-DAG: %[[INNER:.*]] = cxx.field %arg0[1]
  // CHECK-DAG: %[[B:.*]] = cxx.field %{{.*}}[1] : <!cxx.record<"Inner"{{.*}} -> <f64>
  %0 = cxx.offset %bytes[%c16] : !cxx.ptr<i8>
  %b = cxx.cast %0 : !cxx.ptr<i8> to !cxx.ptr<f64>
  %1 = cxx.offset %bytes[%c8] : !cxx.ptr<i8>
  %inner = cxx.cast %1 : !cxx.ptr<i8> to !cxx.ptr<!cxx.record<"Inner">>
  // CHECK-DAG: %[[NONE:.*]] = cxx.cast %{{.*}} : <i8> to <f64>
  %2 = cxx.offset %bytes[%c4] : !cxx.ptr<i8>
  %none = cxx.cast %2 : !cxx.ptr<i8> to !cxx.ptr<f64>
  // CHECK: return %[[B]], %{{.*}}, %[[NONE]]
  return %b, %inner, %none : !cxx.ptr<f64>, !cxx.ptr<!cxx.record<"Inner">>, !cxx.ptr<f64>
}
