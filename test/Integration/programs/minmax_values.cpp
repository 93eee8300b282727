// covers: std::min, max and clamp of values, ties and NaN
// function: minmax_values
// signature: double(double,double)
// at: 1.3 0.7
// family: Mathematics
// construct: `std::min`, `std::max`, `std::clamp`, `fmin`, `fmax`, `fdim`
#include <algorithm>
#include <cmath>
double minmax_values(double x, double y) {
  int i = std::max(3, (int)(x * 4));
  unsigned u = std::min(3u, (unsigned)i);
  const double &r = std::max(x, y);
  double z = std::max(x * y, y + 2) + std::min(x * y + 1, y) * x;
  double nan = std::nan("");
  double q = std::clamp(x, y, 1.2) + std::clamp(nan, 1.0, 2.0) + std::max(x, nan);
  q = q != q ? 1 : 2;
  return i + u + r + z + q;
}
