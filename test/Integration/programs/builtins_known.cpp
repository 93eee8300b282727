// function: builtins_known
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// oracle: differences
// family: Expressions
// construct: compiler builtins: byte swaps, fpclassify, object sizes, constant_p; addresses as numbers that decide

#include <cmath>
#include <cstdint>

double builtins_known(double x, double y) {
  double v[4] = {x, y, x * y, 1.0};
  unsigned bits = __builtin_bswap32(0x01020304u + (x > 0.0));
  long wide = (long)__builtin_bswap64(7) >> 56;
  int kind = __builtin_fpclassify(0, 1, 2, 3, 4, x);
  if (__builtin_constant_p(kind) && kind == 77)
    return 0.0;
  double s = bits % 2 ? x * 2.0 : x * 3.0;
  s += v[wide % 4] * kind + y * std::nextafter(1.0, 0.0);
  if (((std::uintptr_t)v & 7) == 0)
    s *= y;
  if (__builtin_object_size(v, 0) == 0)
    s = 0.0;
  return s + v[2];
}
