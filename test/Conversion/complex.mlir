// Functions of complex numbers: the calling convention of x86-64 for both precisions, the support
// library for products and quotients.
//
// RUN: %costate-opt %s -lower-to-llvm | FileCheck %s

// CHECK-LABEL: llvm.func @wide
func.func @wide(%a: f64, %b: f64) -> f64 {
  // CHECK: %[[CALL:.*]] = llvm.call @cexp(%arg0, %arg1) {{.*}} -> !llvm.struct<(f64, f64)>
  // CHECK: llvm.extractvalue %[[CALL]][1]
  %im = cxx.complex_function "exp" imaginary (%a, %b) : (f64, f64) -> f64
  // CHECK: llvm.call @__divdc3
  %q = cxx.complex_function "div" (%a, %b, %b, %im) : (f64, f64, f64, f64) -> f64
  // CHECK: llvm.call @costate_complex_product_real_f64
  %p = cxx.complex_function "mul" (%a, %b, %q, %im) : (f64, f64, f64, f64) -> f64
  return %p : f64
}

// CHECK-LABEL: llvm.func @narrow
func.func @narrow(%a: f32, %b: f32) -> f32 {
  // CHECK: llvm.call @cpowf({{.*}}) {{.*}} : (vector<2xf32>, vector<2xf32>) -> vector<2xf32>
  %z = cxx.complex_function "pow" (%a, %b, %b, %a) : (f32, f32, f32, f32) -> f32
  // CHECK: llvm.call @__divsc3({{.*}}) {{.*}} : (f32, f32, f32, f32) -> vector<2xf32>
  %q = cxx.complex_function "div" imaginary (%a, %b, %z, %z) : (f32, f32, f32, f32) -> f32
  return %q : f32
}

// CHECK: llvm.call @__muldc3
