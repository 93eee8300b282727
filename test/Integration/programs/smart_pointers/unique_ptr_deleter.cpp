// function: unique_ptr_deleter
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Smart pointers
// construct: `std::unique_ptr` with a deleter

#include <cstdlib>
#include <memory>

struct Release {
  void operator()(double *p) const { std::free(p); }
};

double unique_ptr_deleter(const double *x, int n) {
  std::unique_ptr<double, Release> work(static_cast<double *>(std::malloc(n * sizeof(double))));
  double *w = work.get();
  for (int i = 0; i < n; i++)
    w[i] = x[i] * x[i];
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += w[i] * x[n - 1 - i];
  return s;
}
