// covers: std::min, max, clamp and fmin, fmax, fdim away from ties
// function: std_min_max
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.3 0.9
// family: Mathematics
// construct: `std::min`, `std::max`, `std::clamp`, `fmin`, `fmax`, `fdim`

#include <algorithm>
#include <cmath>

double std_min_max(double x, double y) {
  double a = std::min(x, y), b = std::max(x * y, 0.1), c = std::clamp(x + y, -1.0, 1.5);
  return a * b + c * x + std::fmin(x, 0.5) * fmax(y, x) + std::fdim(x, y) * y;
}
