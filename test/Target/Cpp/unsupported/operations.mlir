// What has no form in C++ is refused where it stands, and nothing is printed.
// RUN: not costate-translate --emit-cpp --emit-cpp-all %s 2>&1 | FileCheck %s

// CHECK-NOT: double
// CHECK: operations.mlir:[[@LINE+2]]:8: error: 'math.roundeven' has no form in C++ [costate-cpp-unsupported]
func.func @even(%x: f64) -> f64 {
  %0 = math.roundeven %x : f64
  return %0 : f64
}
