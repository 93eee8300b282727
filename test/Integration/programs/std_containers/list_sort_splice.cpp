// function: list_sort_splice
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.25 0.9 -1.15
// family: Standard containers
// construct: list: sort and merge by active values, splice, reverse, remove_if, unique

#include <iterator>
#include <list>

double list_sort_splice(const double *x, int n) {
  std::list<double> a, b;
  for (int i = 0; i < n; i++) {
    (i % 2 ? a : b).push_back(x[i] * x[(i + 1) % n]);
    a.push_front(x[i] - 0.3 * i);
  }
  a.sort();
  b.sort([](double u, double v) { return u > v; });
  b.reverse();
  a.merge(b);
  std::list<double> c;
  c.splice(c.begin(), a, std::next(a.begin(), 2), std::prev(a.end()));
  c.reverse();
  c.remove_if([](double value) { return value < -0.5; });
  a.splice(a.end(), c, c.begin());
  double weight = 1.0, sum = 0.0;
  for (double value : c)
    sum += weight * value * value, weight += 0.25;
  for (double value : a)
    sum += weight * value, weight *= 1.1;
  c.swap(a);
  return sum * c.back() + a.size();
}
