// function: unsupported_setjmp
// signature: double(double,double)
// expect: refused costate-unsupported-external-call
// construct: `setjmp`

#include <csetjmp>

double unsupported_setjmp(double x, double y) {
  jmp_buf buffer;
  if (setjmp(buffer))
    return y;
  return x * y;
}
