// function: unique_ptr_array
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Smart pointers
// construct: `std::unique_ptr`

#include <memory>

double unique_ptr_array(const double *x, int n) {
  auto v = std::make_unique<double[]>(n);
  for (int i = 0; i < n; i++)
    v[i] = x[i] * x[(i + 1) % n];
  std::unique_ptr<double[]> w(new double[n]());
  for (int i = n - 1; i >= 0; i--)
    w[i] += v[i] * (i ? v[i - 1] : 1.0);
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += w.get()[i] * w[i];
  return s;
}
