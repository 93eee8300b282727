// function: unordered_map_active_values
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::unordered_map` with active values

#include <unordered_map>

double unordered_map_active_values(const double *x, int n) {
  std::unordered_map<int, double> m;
  for (int i = 0; i < 3 * n; i++)
    m[(i * 7) % 6] += x[i % n] * (i + 1);
  double s = 0.0;
  for (int key = 0; key < 8; key++) {
    auto it = m.find(key);
    if (it != m.end())
      s = s * 0.5 + it->second * it->second;
  }
  for (auto &entry : m)
    s += entry.second;
  return s;
}
