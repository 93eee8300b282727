// Notes lead from the construct back to the request.
//
// RUN: not costate-import --grad outer %s 2>&1 | FileCheck %s
double external(double x);
double inner(double x) { return external(x); }
double outer(double x) { return 2 * inner(x); }
// CHECK: [[@LINE-2]]:33: error: call to 'external', whose definition is not in this translation unit [costate-unsupported-external-call]
// CHECK: [[@LINE-2]]:37: note: in call to 'inner' from 'outer'
// CHECK: note: gradient of 'outer' requested on the command line
// CHECK: [[@LINE-6]]:8: note: 'external' is declared here
