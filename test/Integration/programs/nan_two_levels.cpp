// covers: a singular value that two nested branches do not select, one of them after an early return
// function: nan_two_levels
// signature: double(double,double)
// at: -0.1 0.7
// at: 0.3 0.7
// at: 0.9 0.0
// at: 1.5 0.7
// family: Mathematics
// construct: NaN and infinity in code that does not count

#include <cmath>

double nan_two_levels(double x, double y) {
  double e = y != 0.0 ? std::acos(1.0 - x) * y : x;
  if (x > 0.5 && x < 1.0)
    return x;
  return y + (x > 1.0 ? e : 0.0);
}
