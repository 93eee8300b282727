// function: ranges_projections
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.3 0.8 0.1
// standard: c++20
// family: Ranges
// construct: projections by members, member functions and lambdas, in place (C++20)

#include <algorithm>
#include <functional>
#include <numeric>
#include <ranges>
#include <vector>

struct Item {
  double cost, gain;
  int rank;
  double *place;
  double net() const { return gain - cost; }
};

double ranges_projections(const double *x, int n) {
  std::vector<double> places(n, 0.5);
  std::vector<Item> items;
  for (int i = 0; i < n; i++)
    items.push_back({x[i] * x[i], x[(i + 1) % n], (i * 7) % n, &places[i]});
  std::ranges::stable_sort(items, std::greater{}, &Item::net);
  double s = 0.0;
  for (int round = 0; round < 3; round++) {
    double Item::*key = round % 2 ? &Item::cost : &Item::gain;
    std::ranges::sort(items, {}, [key](const Item &item) { return item.*key; });
    for (const double *const &place : items | std::views::transform(&Item::place))
      s += *place;
    const double bound = 0.3 * x[0];
    auto found = std::ranges::lower_bound(items, bound, {}, key);
    if (found == items.end())
      continue;
    (*found).*key *= 1.0 + x[0];
    *found->place += found->net();
    for (double &gain : items | std::views::filter([](const Item &i) { return i.rank != 1; }) |
                            std::views::transform(&Item::gain))
      gain = gain * 0.9 + s * 0.01;
  }
  auto [low, high] = std::ranges::minmax(items, {}, &Item::rank);
  auto best = std::ranges::max_element(items, {}, &Item::net);
  s += std::ranges::count_if(items, [](double net) { return net > 0.0; }, &Item::net);
  return s + low.cost * high.gain + best->net() + std::accumulate(places.begin(), places.end(), 0.0);
}
