// function: map_vectors_erased
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Standard containers
// construct: map with vectors as values, grown, overwritten and erased in loops

#include <map>
#include <vector>

double map_vectors_erased(const double *x, int n) {
  std::map<int, std::vector<double>> rows;
  for (int step = 0; step < 6; step++) {
    for (int i = 0; i < n; i++) {
      std::vector<double> &row = rows[(i * 7 + step) % 5];
      row.push_back(x[i] * (step + 1));
      if (row.size() > 3)
        row.front() = row.back() * row[1];
    }
    // Some rows end, others take their values over.
    for (auto row = rows.begin(); row != rows.end();) {
      if (row->second.size() > 4 && row->second.back() > 0.5) {
        rows[row->first + 10].push_back(row->second.front() * row->second.back());
        row = rows.erase(row);
      } else {
        ++row;
      }
    }
  }
  double sum = 0.0;
  for (const auto &[key, row] : rows)
    for (double value : row)
      sum += value * value * 0.01 * (key + 1);
  return sum + rows.size();
}
