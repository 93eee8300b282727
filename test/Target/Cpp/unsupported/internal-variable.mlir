// A variable with internal linkage cannot be reached from another file.
// RUN: not costate-translate --emit-cpp --emit-cpp-all %s 2>&1 | FileCheck %s

// CHECK: error: the variable 'counter' has internal linkage: another file cannot use it [costate-cpp-internal-variable]
cxx.global internal @c : i32 = 0 : i32 {cxx_name = "counter"}
func.func @count() -> i32 {
  %p = cxx.address_of @c : !cxx.ptr<i32>
  %0 = cxx.load %p : !cxx.ptr<i32>
  return %0 : i32
}
