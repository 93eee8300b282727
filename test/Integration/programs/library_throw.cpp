// covers: calls of the standard library's throwing functions, which are never reached here
// function: library_throw
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 2.5
// family: Functions
// construct: the throwing functions of the standard library (`std::__throw_*`): called once, where the primal calls them

#include <array>

double library_throw(double x, double y) {
  std::array<double, 3> a = {x, y, x * y};
  if (x < 0.0)
    std::__throw_domain_error("negative");
  double s = 0.0;
  for (unsigned i = 0; i < 3; i++)
    s += a.at(i) * a.at((i + 1) % 3) * (i + 1);
  return s;
}
