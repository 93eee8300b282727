// function: recursion_index_vectors
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Recursion
// construct: vectors of integers that recursive functions copy, split and hand on beside numbers

#include <cmath>
#include <vector>

using Indices = std::vector<int>;

// Divide and conquer over a set of indices; the largest elements are taken out on the way.
static double reduce(Indices set, const std::vector<double> &values, std::vector<int> &visits) {
  if (set.empty())
    return 0.0;
  visits.push_back(int(set.size()));
  if (set.size() == 1)
    return values[set[0]] * values[set[0]];
  Indices low, high = set;
  while (low.size() < high.size()) {
    low.push_back(high.back());
    high.pop_back();
  }
  Indices copy(low.begin(), low.end());
  return std::sin(reduce(low, values, visits)) + values[set[0]] * reduce(high, values, visits) +
         0.1 * double(copy.size());
}

double recursion_index_vectors(const double *x, int n) {
  std::vector<double> values(x, x + n);
  Indices all, visits;
  for (int i = 0; i < n; ++i)
    all.push_back((i * 3) % n);
  const double s = reduce(all, values, visits);
  return s * double(visits.size()) + visits.back();
}
