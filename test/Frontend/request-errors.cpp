// Requests that cannot be resolved: one error each, with candidates or a suggestion.
//
// RUN: not costate-import --grad logistc %s 2>&1 | FileCheck %s --check-prefix UNKNOWN
// RUN: not costate-import --grad f %s 2>&1 | FileCheck %s --check-prefix AMBIGUOUS
// RUN: not costate-import --grad "f(int)" %s 2>&1 | FileCheck %s --check-prefix OVERLOAD
// RUN: not costate-import --grad logistic --wrt z %s 2>&1 | FileCheck %s --check-prefix PARAMETER
// RUN: not costate-import --grad logistic --wrt n %s 2>&1 | FileCheck %s --check-prefix INTEGER
// RUN: not costate-import --grad nothing %s 2>&1 | FileCheck %s --check-prefix VOID
// RUN: not costate-import --grad declared %s 2>&1 | FileCheck %s --check-prefix DECLARED
// RUN: not costate-import --grad pattern %s 2>&1 | FileCheck %s --check-prefix TEMPLATE
// UNKNOWN: error: no function 'logistc' in this file; did you mean 'logistic'? [costate-unknown-function]
// AMBIGUOUS: error: 'f' names 2 functions; give the signature in quotes [costate-ambiguous-function]
// AMBIGUOUS: [[@LINE+3]]:8: note: candidate 'f(double)'
// AMBIGUOUS: [[@LINE+3]]:8: note: candidate 'f(double, int)'
// OVERLOAD: error: no overload 'f(int)' in this file [costate-unknown-function]
double f(double x) { return x; }
double f(double x, int n) { return x; }
// PARAMETER: [[@LINE+2]]:8: error: function 'logistic' has no parameter 'z' [costate-unknown-parameter]
// INTEGER: [[@LINE+1]]:8: error: parameter 'n' of 'logistic' carries no floating-point values [costate-nothing-to-differentiate]
double logistic(double x, int n) { return x; }
// VOID: [[@LINE+1]]:6: error: gradient of 'nothing', which returns 'void': {{.*}} [costate-no-scalar-result]
void nothing(double *x) { *x = 1; }
// DECLARED: [[@LINE+1]]:8: error: function 'declared' is declared but not defined in this file [costate-undefined-function]
double declared(double x);
// TEMPLATE: error: 'pattern' is a template without such an instance; name one as in 'pattern<double>' [costate-unknown-function]
template <class T> T pattern(T x) { return x; }
