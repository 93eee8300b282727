// function: deque_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::deque`, `std::queue`, `std::stack`

#include <deque>

double deque_std(const double *x, int n) {
  std::deque<double> d;
  for (int i = 0; i < n; i++) {
    d.push_front(x[i]);
    d.push_back(x[i] * x[i]);
  }
  for (int i = 0; i < 10; i++) {
    d.push_back(d.front() * 0.5 + d[1] * d[1] * 0.1);
    d.pop_front();
  }
  double s = 0.0;
  for (std::size_t i = 0; i < d.size(); i++)
    s += d[i] * (i + 1.0);
  return s;
}
