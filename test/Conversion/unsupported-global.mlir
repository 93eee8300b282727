// RUN: %costate-opt %s -lower-to-llvm -verify-diagnostics
// A static variable that can change exists once; code outside of its file cannot reach it.

// expected-error@+1 {{the static variable 'hidden' cannot be reached from outside of its translation unit [costate-unsupported-global]}}
cxx.global internal @hidden : f64 {cxx_name = "hidden"}
func.func @use() -> f64 {
  %p = cxx.address_of @hidden : !cxx.ptr<f64>
  %v = cxx.load %p : !cxx.ptr<f64>
  return %v : f64
}
