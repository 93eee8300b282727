// Every function that the engine refuses is reported, once for all of its derivatives; there is no output.
// RUN: rm -f %t.o
// RUN: not %costate build %s -o %t.o -- -std=c++17 2>&1 | FileCheck %s
// RUN: not ls %t.o

union Both {
  double number;
  int count;
};

[[costate::grad]] [[costate::jvp]] double counts(double x, int n) {
  Both both;
  both.number = x;
  if (n > 1)
    both.count = n;
  return n > 2 ? both.count * 0.5 : both.number;
  // CHECK: several-refused.cpp:[[#@LINE-1]]:{{.*}}: error: {{.*}} [costate-reinterpreted-active]
}

[[costate::grad]] double fine(double x) { return x * x; }

// CHECK-NOT: error:
double kept;
[[costate::jvp]] [[costate::grad]] double keeps(double x) {
  kept = x;
  return x * x;
  // CHECK: several-refused.cpp:[[#@LINE-2]]:{{.*}}: error: {{.*}} [costate-active-global]
}

// CHECK: 2 errors generated
