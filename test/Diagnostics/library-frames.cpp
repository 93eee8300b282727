// An error inside of a library is the user's: it stands where the library was called, with the way down.
// REQUIRES: tool
// RUN: not %costate grad %s --function f -o %t.cpp 2>&1 | FileCheck %s
// CHECK: library-frames.cpp:[[@LINE+14]]:{{[0-9]+}}: error: this treats memory as a whole {{.*}} [costate-ambiguous-storage]
// CHECK: std_function.h:{{.*}}: note: through this call in the library
// CHECK: note: here, in the library
// CHECK: note: gradient of 'f' requested on the command line
// CHECK-NOT: error:

#include <functional>

double f(double x, double y) {
  float small = static_cast<float>(x);

  // Numbers of two types in the places where other functions have pointers.
  std::function<double(double)> first = [small](double t) { return t * small; };
  std::function<double(double)> second = [y](double t) { return t + y; };
  first.swap(second);
  return first(x) * second(y);
}
