// What cannot be differentiated fails the compilation; no object appears.
//
// RUN: rm -f %t.o
// RUN: not %clangxx -fplugin=%costate_plugin -I %source_dir/include -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: not ls %t.o
#include <costate/costate.hpp>

double unknown(double x);
double f(double x) { return x * unknown(x); }
// CHECK: refused.cpp:[[@LINE-1]]:{{[0-9]+}}: error: {{.*}}'unknown'{{.*}}[costate-
double g(double x) { return costate::gradient<f>(x); }
// CHECK: refused.cpp:[[@LINE-1]]:29: note: gradient of 'f' requested here
