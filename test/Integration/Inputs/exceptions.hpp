#ifndef EXCEPTIONS_HPP
#define EXCEPTIONS_HPP
struct Base {
  int code;
};
struct Failure : Base {
  double value;
};
/// Throws an int out of nested loops whose trip counts are not known before.
double nested(const double *x, int n);
/// Throws a Failure from a callee's callee.
double carries(const double *x, int n);
/// Overwrites the caller's memory, then throws a double.
double overwrites(double *x, int n);
/// Throws while memory is allocated whose adjoint memory is found through pointers.
double rows(const double *x, int n);
/// Catches by a base class, then throws the same object again.
double again(const double *x, int n);
/// Throws out of recursive calls.
double descends(const double *x, int n);
/// Throws out of constructors in `new`; how many objects are left.
double pieces(const double *x, int n);
int getPieces();
#endif
