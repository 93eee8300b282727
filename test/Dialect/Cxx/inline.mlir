// RUN: %costate-opt %s -inline="default-pipeline=" | FileCheck %s
// Without the dialects' inliner interfaces, calls would be kept silently.

// CHECK-LABEL: func.func @caller
// CHECK-NOT: call
// CHECK: cxx.load
// CHECK: return
func.func private @callee(%p: !cxx.ptr<f64>) -> f64 {
  %v = cxx.load %p : !cxx.ptr<f64>
  return %v : f64
}
func.func @caller(%p: !cxx.ptr<f64>) -> f64 {
  %v = call @callee(%p) : (!cxx.ptr<f64>) -> f64
  return %v : f64
}
