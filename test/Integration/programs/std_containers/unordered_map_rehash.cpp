// oracle: differences
// function: unordered_map_rehash
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: unordered_map that grows and rehashes with active values, erase, iteration order

#include <unordered_map>
#include <vector>

double unordered_map_rehash(const double *x, int n) {
  std::unordered_map<int, double> cells;
  std::unordered_map<long, std::vector<double>> rows;
  for (int i = 0; i < 40; i++) {
    cells[i * 37 % 101] += x[i % n] * (1.0 + 0.01 * i);
    rows[i % 6].push_back(cells[i * 37 % 101] * x[(i + 1) % n]);
    if (i % 9 == 8)
      cells.erase(cells.begin());
  }
  cells.max_load_factor(0.4f);
  cells.rehash(150);
  cells.reserve(200);
  double sum = 0.0, weight = 1.0;
  for (const auto &cell : cells) {
    sum += weight * cell.second;
    weight = 0.9 * weight + 0.02 * cell.first;
  }
  auto copy = rows;
  rows.clear();
  for (const auto &row : copy)
    for (double value : row.second)
      sum += value * value / (1 + row.first);
  return sum + rows.bucket_count() + copy.count(3) + (cells.find(5) != cells.end());
}
