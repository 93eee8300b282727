// covers: erase remove
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_erase_remove
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 -1.5

#include <algorithm>
#include <vector>

double alias_erase_remove(const double *x, int n) {
  std::vector<double> v;
  for (int i = 0; i < n; ++i)
    v.push_back(x[i] * x[i] - 1.0);
  v.erase(std::remove_if(v.begin(), v.end(), [&](double e) { return e < x[1] - 1.0; }), v.end());
  auto it = std::find_if(v.begin(), v.end(), [](double e) { return e > 1.0; });
  if (it != v.end())
    v.insert(it, 2, x[0] * *it);
  for (auto i = v.begin(); i != v.end();) {
    if (*i > 2.0) {
      x++;
      i = v.erase(i);
    } else {
      *i *= x[0];
      ++i;
    }
  }
  double s = 0;
  for (size_t i = 0; i < v.size(); ++i)
    s += v[i] * (i + 1.0);
  return s + v.size() * x[0];
}
