// function: algo_generate_fill
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::transform`, `for_each`, `generate`, `fill`, `copy`

#include <algorithm>
#include <vector>

double algo_generate_fill(const double *x, int n) {
  std::vector<double> v(6), w(6);
  double state = x[0];
  std::generate(v.begin(), v.end(), [&] { return state = 0.5 * state * state + x[1]; });
  std::fill(w.begin(), w.begin() + 3, x[2]);
  std::fill_n(w.begin() + 3, 2, v[2]);
  std::copy(v.begin(), v.begin() + 2, w.begin() + 1);
  std::copy_backward(w.begin(), w.begin() + 4, w.end());
  std::generate_n(v.begin(), 2, [&, i = 0]() mutable { return x[i++] * 2.0; });
  double s = n;
  for (int i = 0; i < 6; i++)
    s += v[i] * w[i] * (i + 1.0);
  return s;
}
