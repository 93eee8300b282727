// function: vector_bool
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector<bool>`

#include <vector>

double vector_bool(const double *x, int n) {
  std::vector<bool> positive(n);
  for (int i = 0; i < n; i++)
    positive[i] = x[i] > 0.0;
  positive.push_back(true);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += positive[i] && positive[i + 1] ? x[i] * x[i] : 0.5 * x[i];
  for (bool b : positive)
    s *= b ? 1.1 : 0.9;
  return s;
}
