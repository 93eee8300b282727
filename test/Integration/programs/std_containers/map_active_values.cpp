// function: map_active_values
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::map` with active values

#include <map>

double map_active_values(const double *x, int n) {
  std::map<int, double> m;
  for (int i = 0; i < n; i++)
    m[(i * 7) % 5] += x[i] * x[i];
  m[2] *= 3.0;
  m.insert({9, x[0]});
  m.emplace(-1, x[1] * x[0]);
  double s = 0.0;
  for (const auto &[key, value] : m)
    s = s * 0.5 + value * (key + 2.0);
  auto it = m.find(9);
  if (it != m.end())
    s += it->second * s;
  m.erase(9);
  return m.count(9) ? 0.0 : s + m.at(2) + m.begin()->second;
}
