// function: vector_early_exit
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: released on `return`, `break`, `continue`

#include <vector>

static double search(const std::vector<double> &v, double limit) {
  std::vector<double> seen;
  double s = 0.0;
  for (double e : v) {
    std::vector<double> powers(3, e);
    if (e < 0.0)
      continue;
    powers[1] *= e;
    powers[2] *= powers[1];
    s += powers[2];
    seen.push_back(s);
    if (s > limit)
      return s * seen[0];
    if (seen.size() > 5)
      break;
  }
  return s + (seen.empty() ? 0.0 : seen.back());
}

double vector_early_exit(const double *x, int n) {
  std::vector<double> v(x, x + n);
  return search(v, 2.0) + search(v, 1e9) * 0.5;
}
