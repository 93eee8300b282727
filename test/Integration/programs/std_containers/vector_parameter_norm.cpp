// function: vector_parameter_norm
// signature: double(const std::vector<double>&)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: as parameter of the function that is differentiated

#include <cmath>
#include <vector>

static std::vector<double> normalized(const std::vector<double> &v) {
  double s = 0.0;
  for (double e : v)
    s += e * e;
  std::vector<double> r = v;
  for (double &e : r)
    e /= std::sqrt(s);
  return r;
}

double vector_parameter_norm(const std::vector<double> &x) {
  auto u = normalized(x);
  u.push_back(x[0]);
  double s = 0.0;
  for (std::size_t i = 0; i + 1 < u.size(); i++)
    s += u[i] * u[i + 1];
  return s;
}
