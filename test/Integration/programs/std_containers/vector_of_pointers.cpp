// function: vector_of_pointers
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector` of pointers to active values

#include <vector>

double vector_of_pointers(const double *x, int n) {
  std::vector<double> values(x, x + n);
  std::vector<double *> order;
  for (double &v : values)
    order.insert(order.begin(), &v);
  for (std::size_t i = 0; i + 1 < order.size(); i++)
    *order[i] += *order[i + 1] * *order[0];
  return values[0] * values[n - 1] + *order[1];
}
