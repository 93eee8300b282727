// What the importer refuses inside of a library is the user's: the error stands where the library was called, once for
// each call, with notes down to the construct.
// REQUIRES: tool
// RUN: not %costate grad %s --function f -o %t.cpp 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not %costate grad %s --function draw_twice -o %t.cpp 2>&1 | FileCheck %s --check-prefix=TWICE --implicit-check-not=error:
// RUN: not %costate grad %s --function asynchronous -o %t.cpp 2>&1 | FileCheck %s --check-prefix=FUTURE --implicit-check-not=error:
// RUN: not %costate grad %s --function scratch -o %t.cpp 2>&1 | FileCheck %s --check-prefix=MEMORY --implicit-check-not=error:

#include <future>
#include <memory_resource>
#include <random>
#include <vector>

// CHECK: import-frames.cpp:[[@LINE+6]]:22: error: call to 'std::random_device::_M_init', whose definition is not in this translation unit [costate-unsupported-external-call]
// CHECK: random.h:{{.*}}: note: here, in the library
// CHECK: import-frames.cpp:[[@LINE+9]]:10: note: in call to 'noise' from 'f'
// CHECK: note: gradient of 'f' requested on the command line
// CHECK: random.h:{{.*}}: note: '_M_init' is declared here
static double noise(double x) {
  std::random_device d;
  return x;
}

double f(double x) {
  return noise(x) + noise(2.0 * x);
}

// Two calls of the library, two errors.
// TWICE: import-frames.cpp:[[@LINE+4]]:22: error: call to 'std::random_device::_M_init'
// TWICE: import-frames.cpp:[[@LINE+4]]:34: error: call to 'std::random_device::_M_getval'
// TWICE: random.h:{{.*}}: note: here, in the library
double draw_twice(double x) {
  std::random_device d;
  return x * static_cast<double>(d());
}

// The way through the library is named.
// FUTURE: import-frames.cpp:[[@LINE+7]]:12: error: call to 'std::rethrow_exception'
// FUTURE: future:{{.*}}: note: through this call in the library
// FUTURE: future:{{.*}}: note: here, in the library
// FUTURE: import-frames.cpp:[[@LINE+3]]:12: error: {{.*}} [costate-unsupported-atomic]
// FUTURE: atomic_base.h:{{.*}}: note: here, in the library
double asynchronous(double x) {
  auto a = std::async(std::launch::deferred, noise, x);
  return a.get();
}

// One call, several constructs, one error.
// MEMORY: import-frames.cpp:[[@LINE+2]]:39: error: call to 'std::pmr::monotonic_buffer_resource::~monotonic_buffer_resource'
double scratch(double x) {
  std::pmr::monotonic_buffer_resource r;
  std::pmr::vector<double> v(&r);
  v.push_back(x);
  return v[0];
}
