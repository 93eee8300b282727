// RUN: %costate-opt %s | %costate-opt | FileCheck %s
// RUN: %costate-opt %s --mlir-print-op-generic | %costate-opt | FileCheck %s
// Every operation prints and parses.

!point = !cxx.record<"ns::Point<double>", 16, 8, {"x" : f64 at 0, "y" : f64 at 8}>
!row = !cxx.array<3 x f64>

// CHECK-LABEL: func.func @storage
func.func @storage(%value: f64, %i: i64) -> f64 {
  // CHECK: cxx.alloca "local" : <f64>
  %local = cxx.alloca "local" : !cxx.ptr<f64>
  // CHECK: cxx.alloca zeroed : <!cxx.array<3 x f64>>
  %row = cxx.alloca zeroed : !cxx.ptr<!row>
  // CHECK: cxx.alloca "p" : <!cxx.record<"ns::Point<double>", 16, 8, {"x" : f64 at 0, "y" : f64 at 8}>>
  %point = cxx.alloca "p" : !cxx.ptr<!point>
  // CHECK: cxx.store %{{.*}}, %{{.*}} : <f64>
  cxx.store %value, %local : !cxx.ptr<f64>
  // CHECK: cxx.field %{{.*}}[1] : <!cxx.record<"ns::Point<double>", {{.*}}>> -> <f64>
  %y = cxx.field %point[1] : !cxx.ptr<!point> -> !cxx.ptr<f64>
  // CHECK: cxx.element %{{.*}}[%{{.*}}] : <!cxx.array<3 x f64>> -> <f64>
  %e = cxx.element %row[%i] : !cxx.ptr<!row> -> !cxx.ptr<f64>
  // CHECK: cxx.offset %{{.*}}[%{{.*}}] : <f64>
  %o = cxx.offset %e[%i] : !cxx.ptr<f64>
  // CHECK: cxx.load %{{.*}} : <f64>
  %loaded = cxx.load %o : !cxx.ptr<f64>
  // CHECK: cxx.copy %{{.*}}, %{{.*}} : <f64>
  cxx.copy %y, %o : !cxx.ptr<f64>
  // CHECK: cxx.copy_n %{{.*}}, %{{.*}}, %{{.*}} overlapping : <f64>
  cxx.copy_n %y, %o, %i overlapping : !cxx.ptr<f64>
  // CHECK: cxx.fill %{{.*}}, %{{.*}} : <f64>
  cxx.fill %y, %i : !cxx.ptr<f64>
  return %loaded : f64
}

// CHECK-LABEL: func.func @atomics
func.func @atomics(%p: !cxx.ptr<i32>, %x: i32, %y: i32) -> i32 {
  // CHECK: cxx.atomic add %{{.*}}, %{{.*}} : <i32>, i32
  %old = cxx.atomic add %p, %x : !cxx.ptr<i32>, i32
  // CHECK: cxx.atomic compare_exchange %{{.*}}, %{{.*}} if %{{.*}} : i32 : <i32>, i32
  %found = cxx.atomic compare_exchange %p, %y if %old : i32 : !cxx.ptr<i32>, i32
  return %found : i32
}

// CHECK-LABEL: func.func @pointers
func.func @pointers(%n: i64) -> (i1, i64) {
  // CHECK: cxx.alloc new_array %{{.*}} zeroed : <f64>
  %a = cxx.alloc new_array %n zeroed : !cxx.ptr<f64>
  // CHECK: cxx.null : <f64>
  %null = cxx.null : !cxx.ptr<f64>
  // CHECK: cxx.cast %{{.*}} : <f64> to <none>
  %void = cxx.cast %a : !cxx.ptr<f64> to !cxx.ptr<none>
  // CHECK: cxx.ptr_diff %{{.*}}, %{{.*}} : <f64>
  %d = cxx.ptr_diff %a, %null : !cxx.ptr<f64>
  // CHECK: cxx.ptr_cmp ge %{{.*}}, %{{.*}} : <f64>
  %c = cxx.ptr_cmp ge %a, %null : !cxx.ptr<f64>
  // CHECK: cxx.dealloc delete_array %{{.*}} : <f64>
  cxx.dealloc delete_array %a : !cxx.ptr<f64>
  return %c, %d : i1, i64
}

// CHECK: cxx.global constant internal @table : !cxx.array<2 x f64> = [1.000000e+00, 2.000000e+00] {cxx_name = "table"}
cxx.global constant internal @table : !cxx.array<2 x f64> = [1.0, 2.0] {cxx_name = "table"}

// CHECK-LABEL: func.func @calls
func.func @calls(%x: f64, %c: i1) -> f64 {
  // CHECK: cxx.address_of @table : <!cxx.array<2 x f64>>
  %t = cxx.address_of @table : !cxx.ptr<!cxx.array<2 x f64>>
  // CHECK: cxx.inactive_call "printf"(%{{.*}}, %{{.*}}) {cxx_callee = "std::printf", variadic_from = 1 : i32}
  %r = cxx.inactive_call "printf"(%t, %x) {cxx_callee = "std::printf", variadic_from = 1 : i32}
    : (!cxx.ptr<!cxx.array<2 x f64>>, f64) -> i32
  // CHECK: cxx.assert %{{.*}}, "x > 0", "f.cpp" : 3 in "f"
  cxx.assert %c, "x > 0", "f.cpp" : 3 in "f"
  // CHECK: cxx.mul_add %{{.*}}, %{{.*}}, %{{.*}} {negate} : f64
  %m = cxx.mul_add %x, %x, %x {negate} : f64
  // CHECK: cxx.digamma %{{.*}} : f64
  %d = cxx.digamma %m : f64
  // CHECK: cxx.hypot %{{.*}}, %{{.*}} : f64
  %h = cxx.hypot %d, %x : f64
  return %h : f64
}

// CHECK-LABEL: func.func @loops
func.func @loops(%a: i32, %b: i32, %t: i64) -> (i64, i32) {
  // CHECK: cxx.trip_count sle %{{.*}} to %{{.*}} step 2 : i32
  %n = cxx.trip_count sle %a to %b step 2 : i32
  // CHECK: cxx.induction %{{.*}} at %{{.*}} step 2 nsw : i32
  %i = cxx.induction %a at %t step 2 nsw : i32
  return %n, %i : i64, i32
}
