// function: vector_bool_masks
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Standard containers
// construct: vector<bool> filled, assigned, flipped, grown and compared next to active values

#include <algorithm>
#include <vector>

double vector_bool_masks(const double *x, int n) {
  std::vector<bool> mask(n, true), seen(200, n > 2);
  for (int i = 0; i < n; i++)
    mask[i] = x[i] > 0.5 || mask[(i + 1) % n] == seen[i];
  mask.push_back(false);
  mask.insert(mask.begin() + 1, 70, n > 3);
  seen.flip();
  seen.assign(100, n == 5);
  double sum = 0.0;
  for (std::size_t i = 0; i < mask.size(); i++)
    if (mask[i] && seen[i % seen.size()])
      sum += x[i % n] * x[(i + 1) % n] * 0.1;
  const bool same = mask == seen;
  return sum * std::count(mask.begin(), mask.end(), true) + same;
}
