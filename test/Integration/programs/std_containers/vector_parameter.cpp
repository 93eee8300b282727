// function: vector_parameter
// signature: double(const std::vector<double>&)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: as parameter of the function that is differentiated

#include <cmath>
#include <vector>

double vector_parameter(const std::vector<double> &x) {
  double s = 0.0;
  for (std::size_t i = 0; i < x.size(); i++)
    s += std::sin(x[i]) * x[x.size() - 1 - i];
  return s;
}
