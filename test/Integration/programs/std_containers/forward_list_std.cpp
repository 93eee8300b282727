// function: forward_list_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::list`, `std::forward_list`

#include <forward_list>

double forward_list_std(const double *x, int n) {
  std::forward_list<double> l;
  for (int i = 0; i < n; i++)
    l.push_front(x[i] * (i + 1));
  l.insert_after(l.begin(), x[0] * x[1]);
  double s = 0.0;
  for (double e : l)
    s = s * 0.7 + e * e;
  l.pop_front();
  return s + l.front();
}
