// RUN: %costate-opt %s -lower-to-llvm | %mlir-translate --mlir-to-llvmir -o %t.ll
// RUN: %clangxx -O1 -w -x ir %t.ll -x c++ %S/Inputs/calls.cpp -o %t.exe
// RUN: %t.exe | FileCheck %s --check-prefix=OUT
// RUN: not --crash %t.exe die 2>&1 | FileCheck %s --check-prefix=DIE
// Inactive calls and assertions.
// OUT: value 2.5 7
// DIE: f.cpp:12: double f(double): Assertion `x > 0' failed.

cxx.global constant internal @format : !cxx.array<13 x i8> = "value %g %d\0A\00" {cxx_name = ""}
func.func @show(%x: f64, %n: i32) -> i32 {
  %zero = arith.constant 0 : i64
  %positive = arith.constant 0.0 : f64
  %c = arith.cmpf ogt, %x, %positive : f64
  cxx.assert %c, "x > 0", "f.cpp" : 12 in "double f(double)"
  %a = cxx.address_of @format : !cxx.ptr<!cxx.array<13 x i8>>
  %f = cxx.element %a[%zero] : !cxx.ptr<!cxx.array<13 x i8>> -> !cxx.ptr<i8>
  %r = cxx.inactive_call "printf"(%f, %x, %n) {cxx_callee = "std::printf", variadic_from = 1 : i32} : (!cxx.ptr<i8>, f64, i32) -> i32
  return %r : i32
}
