// function: list_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::list`, `std::forward_list`

#include <list>

double list_std(const double *x, int n) {
  std::list<double> l;
  for (int i = 0; i < n; i++) {
    l.push_back(x[i]);
    l.push_front(x[i] * x[i]);
  }
  auto it = l.begin();
  ++it;
  l.insert(it, *it * 2.0);
  l.erase(it);
  l.reverse();
  l.pop_front();
  double s = 0.0, w = 1.0;
  for (double e : l)
    s += w * e * e, w *= 0.8;
  return s;
}
