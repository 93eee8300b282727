// Functions with internal linkage are derived by the plugin, next to their callers; an object of its own
// cannot be linked to them, and 'costate build' says so.
//
// RUN: %clangxx -fplugin=%costate_plugin -I %source_dir/include -O1 %s -o %t && %t
// RUN: not %costate build %s -o %t.o 2>&1 | FileCheck %s
#include <costate/costate.hpp>

namespace {
double square(double x) { return x * x; }
} // namespace
static double cube(double x) { return x * x * x; }

int main() { return !(costate::gradient<square>(3) == 6 && costate::gradient<cube>(2) == 12); }
// CHECK: local-functions.cpp:[[@LINE-1]]:23: error: gradient of '(anonymous namespace)::square' belongs to this translation unit alone{{.*}} [costate-internal-linkage]
