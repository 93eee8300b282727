// Mistakes in the use of the header are ordinary C++ errors with one sentence each.
//
// RUN: bash %S/Inputs/mistakes.sh 33 %s %clangxx -std=c++17 -I %source_dir/include | FileCheck %s --match-full-lines
// RUN: bash %S/Inputs/mistakes.sh 33 %s %gxx -std=c++17 -I %source_dir/include | FileCheck %s --match-full-lines
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -I %source_dir/include -fsyntax-only -DMISTAKE=0 %s
#include <costate/costate.hpp>
#include <list>
#include <memory>
#include <vector>

double f(double x, double y);
double integer(int n, double x);
double pointer(const double *p, int n);
void none(const double *x, double *y);
struct Point {
  double x, y;
  double method(double z) const;
  double change(double z);
  double (*stored)(double);
};
struct Special : Point {};
struct Shape {
  virtual double area() const;
  double size;
};
struct Owner {
  std::unique_ptr<double> x;
};
struct Holder {
  std::list<double> numbers;
  Holder(const Holder &);
};
double by_value(Point p);
double by_constant(const Point &p);
double by_shape(const Shape &s);
double by_owner(const Owner &o);
double by_text(const char *text, int n);
Point moved(Point p, double s);
Holder held(double x);
int counted(double x);
std::vector<double> list(const std::vector<double> &x);
double written(double x, double *scratch);
double extended(long double x);

void mistakes(double x, double *p, float *single) {
  (void)x, (void)p, (void)single;
#if MISTAKE == 1
  costate::gradient<integer>(costate::wrt(1), x);
// CHECK: costate: this argument cannot be differentiated: costate::wrt takes a floating-point value, an object, or a pointer or reference to floating-point data
#elif MISTAKE == 2
  costate::gradient<f>(x);
// CHECK-NEXT: costate: the number of arguments differs from the number of the function's parameters (default arguments must be written out, a member function's object comes first)
#elif MISTAKE == 3
  costate::gradient<pointer>(p, 3);
// CHECK-NEXT: costate: nothing to differentiate: mark a pointer with costate::wrt(p, p_bar); integers and unmarked pointers are constants
#elif MISTAKE == 4
  costate::gradient<pointer>(costate::wrt(p, single), 3);
// CHECK-NEXT: costate: in costate::wrt(p, p_bar), p_bar must point to writable data of the type that the parameter p points to
#elif MISTAKE == 5
  costate::gradient<pointer>(costate::wrt(p), 3);
// CHECK-NEXT: costate: the derivative of a pointer or array needs a place: write costate::wrt(p, p_bar); p_bar[i] is added to
#elif MISTAKE == 6
  costate::gradient<none>(costate::wrt(p, p), p);
// CHECK-NEXT: costate: a gradient needs a function that returns a floating-point value; for other results use costate::vjp, costate::jvp or costate::jacobian
#elif MISTAKE == 7
  costate::jvp<f>(costate::wrt(x), x);
// CHECK-NEXT: costate: forward mode needs the direction: write costate::wrt(x, x_dot)
#elif MISTAKE == 8
  costate::jvp<f>(x, x);
// CHECK-NEXT: costate: nothing to differentiate: mark at least one argument with its direction, costate::wrt(x, x_dot)
#elif MISTAKE == 9
  costate::gradient(f, x, x);
// CHECK-NEXT: costate: write costate::gradient<f>(...) for a function; the first argument of costate::gradient(...) is a lambda or another callable object
#elif MISTAKE == 10
  costate::gradient<&Point::method>(x);
// CHECK-NEXT: costate: the number of arguments differs from the number of the function's parameters (default arguments must be written out, a member function's object comes first)
#elif MISTAKE == 11
  costate::gradient<&Point::stored>(Point{}, x);
// CHECK-NEXT: costate: this cannot be differentiated: give a function, a member function (&S::f), or a callable object as the first argument
#elif MISTAKE == 12
  costate::gradient<f>(costate::wrt(x, x), x);
// CHECK-NEXT: costate: the derivative of a value is returned: write costate::wrt(x) without a second argument
#elif MISTAKE == 13
  costate::hvp<pointer>(costate::wrt(p, p), 3);
// CHECK-NEXT: costate: the Hessian-vector product of a pointer or array needs a place: write costate::wrt(p, p_dot, p_hv); p_hv[i] is added to
#elif MISTAKE == 14
  costate::gradient<f>(p, x);
// CHECK-NEXT: costate: this argument does not convert to the type of its parameter
#elif MISTAKE == 15
  costate::gradient([](double z) { return z; }, x, x);
// CHECK-NEXT: costate: the number of arguments differs from the number of the callable's parameters
#elif MISTAKE == 16
  costate::gradient([](auto z, auto *q) { return z * q[0]; }, x, x);
// CHECK-NEXT: costate: the callable cannot be called with arguments of these types
#elif MISTAKE == 17
  costate::gradient(costate::wrt(x), x);
// CHECK-NEXT: costate: write costate::gradient<f>(...) for a function; the first argument of costate::gradient(...) is a lambda or another callable object
#elif MISTAKE == 18
  costate::gradient<by_constant>(Special{});
// CHECK-NEXT: costate: the argument's class is derived from that of the parameter: give its derivative a place, costate::wrt(x, x_bar), or keep it constant, costate::constant(x)
#elif MISTAKE == 19
  costate::gradient<by_shape>(costate::wrt(Shape{}));
// CHECK-NEXT: costate: an object with virtual functions cannot be copied to make its derivative: give it a place, costate::wrt(x, x_bar), or keep it constant, costate::constant(x)
#elif MISTAKE == 20
  costate::gradient<by_owner>(Owner{});
// CHECK-NEXT: costate: this class cannot be copied to make its derivative: give it a place, costate::wrt(x, x_bar), or keep it constant, costate::constant(x)
#elif MISTAKE == 21
  costate::gradient<by_shape>(Shape{});
// CHECK-NEXT: costate: nothing to differentiate: mark a pointer with costate::wrt(p, p_bar); integers and unmarked pointers are constants
#elif MISTAKE == 22
  costate::gradient<by_text>("text", 4);
// CHECK-NEXT: costate: nothing to differentiate: mark a pointer with costate::wrt(p, p_bar); integers and unmarked pointers are constants
#elif MISTAKE == 23
  costate::gradient<moved>(Point{}, x);
// CHECK-NEXT: costate: a gradient needs a function that returns a floating-point value; for other results use costate::vjp, costate::jvp or costate::jacobian
#elif MISTAKE == 24
  costate::vjp<moved>(x, Point{}, x);
// CHECK-NEXT: costate: the first argument of vjp is the seed, the adjoint of the result
#elif MISTAKE == 25
  costate::vjp<held>(held(x), x);
// CHECK-NEXT: costate: vjp of a function that returns this class is not supported: return numbers, std::array, std::vector, std::pair, std::tuple, a matrix or a plain struct, or write through a reference
#elif MISTAKE == 26
  costate::jvp<counted>(costate::wrt(x, x));
// CHECK-NEXT: costate: the function returns nothing that has a derivative: it must return floating-point values, an object that holds some, or nothing
#elif MISTAKE == 27
  costate::jvp<by_value>(costate::wrt(Point{}, x));
// CHECK-NEXT: costate: in costate::wrt(x, x_dot), the tangent x_dot has the type of the parameter x (for a pointer or reference: data of the same type)
#elif MISTAKE == 28
  costate::jacobian<moved>(Point{}, costate::wrt(x));
// CHECK-NEXT: costate: jacobian needs a function that returns floating-point numbers: one, a std::array or a std::vector
#elif MISTAKE == 29
  costate::hessian<list>(std::vector<double>{x});
// CHECK-NEXT: costate: a gradient needs a function that returns a floating-point value; for other results use costate::vjp, costate::jvp or costate::jacobian
#elif MISTAKE == 30
  costate::hessian<by_value>(Point{});
// CHECK-NEXT: costate: jacobian and hessian differentiate one std::array or std::vector of numbers, or numbers of one type: mark what is meant with costate::wrt(x)
#elif MISTAKE == 31
  costate::hessian<written>(x, p);
// CHECK-NEXT: costate: jacobian and hessian call the function several times, which must not write to its arguments: take values, constant references and pointers to constant data
#elif MISTAKE == 32
  costate::gradient<extended>(1.0L);
// CHECK-NEXT: costate: 'long double' is not yet supported
#elif MISTAKE == 33
  costate::gradient<&Point::change>(Point{}, x);
// CHECK-NEXT: costate: this argument does not convert to the type of its parameter
#endif
}
