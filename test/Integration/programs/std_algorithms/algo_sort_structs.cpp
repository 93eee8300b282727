// function: algo_sort_structs
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Algorithms and numerics
// construct: `std::sort`, `std::stable_sort`, `nth_element`, `partial_sort`, heaps

#include <algorithm>
#include <vector>

struct Item {
  int id;
  double cost, gain;
  double ratio() const { return gain / cost; }
};

double algo_sort_structs(const double *x, int n) {
  std::vector<Item> items;
  for (int i = 0; i < n; i++)
    items.push_back({i, 1.0 + x[i] * x[i], x[i] + 2.0});
  std::stable_sort(items.begin(), items.end(), [](const Item &a, const Item &b) { return a.ratio() > b.ratio(); });
  double capacity = 3.0, value = 0.0;
  for (const Item &item : items) {
    if (item.cost > capacity) {
      value += item.gain * capacity / item.cost;
      break;
    }
    capacity -= item.cost;
    value += item.gain * (1.0 + 0.01 * item.id);
  }
  return value;
}
