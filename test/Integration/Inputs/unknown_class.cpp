// What calls virtual functions: only the classes of the header are known here.
#include "unknown_class.hpp"
#ifdef PLUGIN
#include <costate/costate.hpp>
#endif

static double twice(double x) { return 2.0 * x; }

double work(const Force &force, double x) { return force.at(x) * x; }
double inspect(const Force *force, double x) {
  auto *spring = dynamic_cast<const Spring *>(force);
  return spring ? spring->k * x : x;
}
double apply(double (*f)(double), double x) { return (f ? f : twice)(x); }

#ifdef PLUGIN
double work_gradient(const Force &force, double x) {
  return costate::gradient<work>(force, costate::wrt(x));
}
#endif
