// Comparison with closed forms for the executed tests of the header.
#include <cmath>
#include <cstdio>

inline bool near(double a, double b) { return std::fabs(a - b) <= 1e-9 * (1 + std::fabs(b)); }
#define CHECK(condition)                                                                           \
  if (!(condition))                                                                                \
  return std::printf("line %d: %s\n", __LINE__, #condition), 1
