// function: ranges_algorithms
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// standard: c++20
// family: Ranges
// construct: views and range algorithms (C++20)

#include <algorithm>
#include <ranges>
#include <vector>

struct Item {
  double cost, gain;
};

double ranges_algorithms(const double *x, int n) {
  std::vector<Item> items;
  for (int i = 0; i < n; i++)
    items.push_back({x[i] * x[i], x[(i + 1) % n]});
  std::ranges::sort(items, {}, &Item::cost);
  double s = 0.0, w = 1.0;
  std::ranges::for_each(items, [&](const Item &i) { s += w * i.gain * i.cost, w *= 0.5; });
  auto best = std::ranges::max_element(items, {}, &Item::gain);
  return s + best->cost;
}
