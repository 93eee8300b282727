// function: map_nested
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: nested maps, copied, swapped, moved and searched

#include <map>
#include <utility>

using Table = std::map<int, std::map<int, double>>;

static double total(const Table &table) {
  double sum = 0.0;
  for (const auto &row : table)
    for (const auto &cell : row.second)
      sum += cell.second * (1.0 + 0.1 * row.first - 0.2 * cell.first);
  return sum;
}

double map_nested(const double *x, int n) {
  Table table;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      table[(i * 3) % 5][j] += x[i] * x[j];
  Table copy = table;
  for (auto &[key, row] : copy) {
    auto cell = row.find(key % n);
    if (cell != row.end())
      cell->second *= cell->second;
    row.erase(row.begin());
  }
  table[1].swap(copy[3]);
  Table moved = std::move(copy);
  moved[7] = table[0];
  auto low = table.lower_bound(2);
  const double first = low == table.end() ? 0.0 : low->second.rbegin()->second;
  return total(table) + 0.5 * total(moved) + first * table.count(6);
}
