// RUN: %costate-opt %s -lower-to-llvm | %mlir-translate --mlir-to-llvmir | FileCheck %s
// Mathematics is what clang emits for the same C++: library calls without side effects, and intrinsics.

// CHECK-DAG: declare double @sin(double) #[[PURE:[0-9]+]]
// CHECK-DAG: declare float @powf(float, float) #[[PURE]]
// CHECK-DAG: declare double @fmod(double, double) #[[PURE]]
// CHECK-DAG: declare double @lgamma(double) #[[PURE]]

// CHECK-LABEL: define double @f(
func.func @f(%x: f64, %y: f32) -> f64 {
  // CHECK: call double @sin(double
  %0 = math.sin %x : f64
  // CHECK: call float @powf(
  %1 = math.powf %y, %y : f32
  // CHECK: call double @llvm.sqrt.f64(
  %2 = math.sqrt %0 : f64
  // CHECK: call double @fmod(
  %3 = arith.remf %2, %x : f64
  // CHECK: call double @lgamma(
  %4 = cxx.lgamma %3 : f64
  // CHECK: call double @llvm.minnum.f64(
  %5 = cxx.fmin %4, %x : f64
  // CHECK: %[[N:.*]] = fneg double %{{.*}}
  // CHECK: call double @llvm.fmuladd.f64(double %{{.*}}, double %{{.*}}, double %[[N]])
  %6 = cxx.mul_add %5, %5, %x {subtract} : f64
  // CHECK: %[[M:.*]] = fneg double
  // CHECK: call double @llvm.fmuladd.f64(double %[[M]], double %{{.*}}, double %{{.*}})
  %7 = cxx.mul_add %6, %5, %x {negate} : f64
  // CHECK: call double @llvm.fabs.f64(
  %8 = math.absf %7 : f64
  // CHECK: call fast double @exp(
  %9 = math.exp %8 fastmath<fast> : f64
  %10 = arith.extf %1 : f32 to f64
  %11 = arith.addf %9, %10 : f64
  return %11 : f64
}

// Estimates are instructions on the first lane.
// CHECK-LABEL: define float @estimates(
// CHECK:         %[[LANES:.*]] = insertelement <4 x float> poison, float %{{.*}}, i32 0
// CHECK-NEXT:    %[[ROOT:.*]] = call <4 x float> @llvm.x86.sse.rsqrt.ss(<4 x float> %[[LANES]])
// CHECK-NEXT:    extractelement <4 x float> %[[ROOT]], i32 0
// CHECK:         call <4 x float> @llvm.x86.sse.rcp.ss(
func.func @estimates(%x: f32) -> f32 {
  %0 = cxx.rsqrt_estimate %x : f32
  %1 = cxx.rcp_estimate %0 : f32
  return %1 : f32
}
// CHECK: attributes #[[PURE]] = { nounwind willreturn memory(none) }
