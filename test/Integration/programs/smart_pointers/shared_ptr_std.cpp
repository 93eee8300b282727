// function: shared_ptr_std
// signature: double(double,double)
// at: 1.3 0.7
// family: Smart pointers
// construct: `std::shared_ptr`, `std::weak_ptr`

#include <memory>

double shared_ptr_std(double x, double y) {
  auto a = std::make_shared<double>(x);
  std::shared_ptr<double> b = a;
  *b *= y;
  {
    std::shared_ptr<double> c(b);
    *c += *a * *a;
  }
  b = std::make_shared<double>(*a + y);
  std::shared_ptr<double> owner(new double(3.0 * x));
  return *a * *b + *owner + double(a.use_count());
}
