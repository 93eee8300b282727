// A derivative whose name is taken, and a declaration that does not fit the derivative.
//
// RUN: not %clangxx -fplugin=%costate_plugin -DTAKEN -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=TAKEN
// RUN: not %clangxx -fplugin=%costate_plugin -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=TYPE
extern "C" {
[[costate::grad]] double f(double x) { return x * x; }
// TAKEN: error: 'f_grad' is defined, and a derivative of that name is requested [costate-link]
// TYPE: error: the derivative 'f_grad' does not have the type that its callers use [costate-link]
#ifdef TAKEN
double f_grad(double x, double *x_bar) { return *x_bar = x; }
#else
double f_grad(double x);
double use(double x) { return f_grad(x); }
#endif
}
