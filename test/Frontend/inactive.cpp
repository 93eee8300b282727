// Input and output, assertions and program ends.
//
// RUN: costate-import --function f %s | FileCheck %s
#include <cassert>
#include <cstdio>
#include <cstdlib>
double f(double x, int n) {
  assert(n > 0 && "positive");
  // CHECK: cxx.assert %{{.*}}, "n > 0 && \22positive\22", "{{.*}}inactive.cpp" : [[@LINE-1]] in "double f(double, int)"
  std::printf("%g %d\n", x, n);
  // CHECK: cxx.inactive_call "printf"(%{{.*}}, %{{.*}}, %{{.*}}) {cxx_callee = "std::printf", variadic_from = 1 : i32} : (!cxx.ptr<i8>, f64, i32) -> i32
  fprintf(stderr, "x\n");
  // CHECK: cxx.inactive_call "fprintf"
  if (n > 3)
    std::abort();
  // CHECK: cxx.inactive_call "abort"() {cxx_callee = "std::abort", noreturn}
  return x;
}
