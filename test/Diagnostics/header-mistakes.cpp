// Mistakes in the use of the header are ordinary C++ errors with one sentence each.
//
// RUN: bash %S/Inputs/mistakes.sh 13 %s %clangxx -std=c++17 -I %source_dir/include | FileCheck %s --match-full-lines
// RUN: bash %S/Inputs/mistakes.sh 13 %s %gxx -std=c++17 -I %source_dir/include | FileCheck %s --match-full-lines
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -I %source_dir/include -fsyntax-only -DMISTAKE=0 %s
#include <costate/costate.hpp>

double f(double x, double y);
double integer(int n, double x);
double pointer(const double *p, int n);
void none(const double *x, double *y);
struct Point {
  double x, y;
  double method(double z) const;
};
double by_value(Point p);

void mistakes(double x, double *p, float *single) {
  (void)x, (void)p, (void)single;
#if MISTAKE == 1
  costate::gradient<integer>(costate::wrt(1), x);
// CHECK: costate: this argument cannot be differentiated: costate::wrt takes a floating-point value, or a pointer or reference to floating-point data
#elif MISTAKE == 2
  costate::gradient<f>(x);
// CHECK-NEXT: costate: the number of arguments differs from the number of the function's parameters (default arguments must be written out)
#elif MISTAKE == 3
  costate::gradient<pointer>(p, 3);
// CHECK-NEXT: costate: nothing to differentiate: mark a pointer with costate::wrt(p, p_bar); integers and unmarked pointers are constants
#elif MISTAKE == 4
  costate::gradient<pointer>(costate::wrt(p, single), 3);
// CHECK-NEXT: costate: in costate::wrt(p, p_bar), p_bar must point to writable data of the type that the parameter p points to
#elif MISTAKE == 5
  costate::gradient<pointer>(costate::wrt(p), 3);
// CHECK-NEXT: costate: the derivative of a pointer or object needs a place: write costate::wrt(p, p_bar); p_bar[i] is added to
#elif MISTAKE == 6
  costate::gradient<none>(costate::wrt(p, p), p);
// CHECK-NEXT: costate: a gradient needs a function that returns a floating-point value; for outputs through pointers use costate::vjp or costate::jvp
#elif MISTAKE == 7
  costate::jvp<f>(costate::wrt(x), x);
// CHECK-NEXT: costate: forward mode needs the direction: write costate::wrt(x, x_dot)
#elif MISTAKE == 8
  costate::jvp<f>(x, x);
// CHECK-NEXT: costate: nothing to differentiate: mark at least one argument with its direction, costate::wrt(x, x_dot)
#elif MISTAKE == 9
  costate::gradient([](double z) { return z; }, x);
// CHECK-NEXT: costate: lambdas, functors and overload sets are not yet supported: write costate::gradient<f>(...) with a function
#elif MISTAKE == 10
  costate::gradient<&Point::method>(Point{1, 2}, x);
// CHECK-NEXT: costate: only ordinary functions and static member functions can be differentiated here; member functions and callables are not yet supported
#elif MISTAKE == 11
  costate::gradient<by_value>(Point{1, 2});
// CHECK-NEXT: costate: parameters of class type by value are not yet supported here: take the object by reference or pointer
#elif MISTAKE == 12
  costate::gradient<f>(costate::wrt(x, x), x);
// CHECK-NEXT: costate: the derivative of a value is returned: write costate::wrt(x) without a second argument
#elif MISTAKE == 13
  costate::hvp<pointer>(costate::wrt(p, p), 3);
// CHECK-NEXT: costate: the Hessian-vector product of a pointer or object needs a place: write costate::wrt(p, p_dot, p_hv); p_hv[i] is added to
#endif
}
