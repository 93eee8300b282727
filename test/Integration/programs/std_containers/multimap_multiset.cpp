// function: multimap_multiset
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Standard containers
// construct: multimap with active values, multiset with active keys, ranges of equal keys

#include <map>
#include <set>

double multimap_multiset(const double *x, int n) {
  std::multimap<int, double> groups;
  std::multiset<double> sorted;
  for (int i = 0; i < 4 * n; i++) {
    groups.emplace(i % 3, x[i % n] * (1 + i));
    sorted.insert(x[i % n] * x[(i * i) % n]);
    if (sorted.size() > 7)
      sorted.erase(i % 2 ? sorted.begin() : --sorted.end());
  }
  double sum = 0.0, weight = 1.0;
  auto range = groups.equal_range(1);
  for (auto it = range.first; it != range.second; ++it)
    sum += it->second * it->second * 0.01;
  groups.erase(range.first, range.second);
  for (auto it = groups.rbegin(); it != groups.rend(); ++it)
    sum += 0.1 * it->second * (it->first + 1);
  for (double value : sorted)
    sum += weight * value, weight += 0.5;
  return sum + groups.size() + *sorted.lower_bound(0.2);
}
