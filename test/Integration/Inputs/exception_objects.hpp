#ifndef EXCEPTION_OBJECTS_HPP
#define EXCEPTION_OBJECTS_HPP
extern int destroyed;
struct Err {
  double v;
  int k;
  Err(double v, int k) : v(v), k(k) {}
  ~Err() { ++destroyed; }
};
double f(const double *x, int n);
double g(const double *x, int n);
#endif
