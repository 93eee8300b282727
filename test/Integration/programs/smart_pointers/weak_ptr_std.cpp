// function: weak_ptr_std
// signature: double(double,double)
// at: 1.3 0.7
// family: Smart pointers
// construct: `std::shared_ptr`, `std::weak_ptr`

#include <memory>

double weak_ptr_std(double x, double y) {
  std::weak_ptr<double> watch;
  double s = 0.0;
  {
    auto owner = std::make_shared<double>(x * y);
    watch = owner;
    if (auto p = watch.lock())
      s += *p * *p;
  }
  if (watch.expired())
    s *= y;
  return s;
}
