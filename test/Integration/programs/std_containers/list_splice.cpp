// function: list_splice
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::list`, `std::forward_list`

#include <list>

double list_splice(const double *x, int n) {
  std::list<double> a(x, x + n), b;
  for (double e : a)
    b.push_back(e * e);
  a.splice(a.begin(), b);
  a.remove_if([](double e) { return e < 0.0; });
  std::list<double> c = a;
  c.front() *= c.back();
  double s = double(b.size()), previous = 1.0;
  for (auto it = c.begin(); it != c.end(); previous = *it++)
    s += previous * *it;
  return s;
}
