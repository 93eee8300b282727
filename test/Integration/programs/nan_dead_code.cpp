// covers: NaN and infinity born in code that does not influence the result
// function: nan_dead_code
// signature: double(double,double)
// at: 1.3 0.7
// at: -1.3 0.7
// family: Mathematics
// construct: NaN and infinity in code that does not count

#include <cmath>

double nan_dead_code(double x, double y) {
  double bad = std::log(-x * x), worse = std::sqrt(-1.0 - y * y);
  double t[3] = {x, std::acos(x * x + 2.0), y};
  bad += worse;
  double safe = x > 0.0 ? std::log(x) : x;
  double guarded = 0.0;
  if (x > 0.0)
    guarded = std::sqrt(x) * y;
  return safe * t[2] + t[0] + guarded + (bad > 0.0 ? bad : 0.0);
}
