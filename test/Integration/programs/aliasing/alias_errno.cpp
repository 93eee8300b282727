// function: alias_errno
// signature: double(const double*,int)
// at: 0.7 -0.4 1.2
// at: -0.3 0.9 0.5 0.2
// family: Variables and memory
// construct: memory known only to functions of the C library, which change it between reads

// What the reverse sweep needs of `errno` cannot be read again.
#include <cerrno>
#include <cmath>
#include <cstdlib>

double alias_errno(const double *x, int n) {
  double s = 1.0;
  errno = 2;
  for (int i = 0; i < n; ++i) {
    s *= std::sin(x[i] * errno) + 1.5;
    std::strtol("99999999999999999999999", nullptr, 10); // sets it to ERANGE
    s += x[0] * 0.01 * errno * s;
  }
  return s;
}
