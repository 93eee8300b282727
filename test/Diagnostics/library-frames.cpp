// An error inside of a library is the user's: it stands where the library was called, with the way down.
// REQUIRES: tool
// RUN: not %costate grad %s --function f -o %t.cpp 2>&1 | FileCheck %s
// CHECK: library-frames.cpp:[[@LINE+16]]:10: error: this treats memory as a whole {{.*}} [costate-ambiguous-storage]
// CHECK: stl_vector.h:{{.*}}: note: through this call in the library
// CHECK: std_function.h:{{.*}}: note: here, in the library
// CHECK: note: gradient of 'f' requested on the command line
// CHECK-NOT: error:

#include <functional>
#include <vector>

using Stages = std::vector<std::function<double(double)>>;

static void build(Stages &stages, double x, int depth) {
  if (depth == 0)
    return;

  // The closure has a number where other functions have pointers.
  stages.push_back([x](double t) { return t * x + 1.0; });
  build(stages, x * 0.5, depth - 1);
}

double f(double x, double y) {
  Stages stages;
  build(stages, x * y, 3);
  double s = y;
  for (const auto &stage : stages)
    s = stage(s);
  return s;
}
