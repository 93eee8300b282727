// A derivative is inlined like code written by hand.
//
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -O2 -S -emit-llvm -o - %s | FileCheck %s
#include <costate/costate.hpp>

static double cube(double x) { return x * x * x; }

// CHECK-LABEL: define {{.*}}double @slope(double
// CHECK-NOT: call
// CHECK: ret double
extern "C" double slope(double x) { return costate::gradient<cube>(x); }
