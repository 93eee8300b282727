// function: unique_ptr_scalar
// signature: double(double,double)
// at: 1.3 0.7
// family: Smart pointers
// construct: `std::unique_ptr`

#include <memory>
#include <utility>

double unique_ptr_scalar(double x, double y) {
  auto p = std::make_unique<double>(x * y);
  std::unique_ptr<double> q(new double(y));
  *p += *q * *q;
  std::unique_ptr<double> r = std::move(p);
  if (!p)
    *r *= 2.0;
  q.reset(new double(*r * x));
  std::swap(q, r);
  return *q - *r * 0.5 + (p ? 1.0 : 0.0);
}
