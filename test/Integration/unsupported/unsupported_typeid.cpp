// function: unsupported_typeid
// signature: double(double,double)
// construct: the name of a type
// expect: refused costate-unsupported-typeid

#include <typeinfo>

double unsupported_typeid(double x, double y) {
  const char *name = typeid(x).name();
  return name[0] == 'd' ? x * y : x;
}
