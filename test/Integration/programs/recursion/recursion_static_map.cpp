// function: recursion_static_map
// signature: double(const double*,int)
// at: 1.3 0.7
// family: Recursion
// construct: memoised recursion with a map that is handed down, values that depend on both branches

#include <map>
#include <unordered_map>

static double value(int i, int j, const double *x, std::map<std::pair<int, int>, double> &memo,
                    std::unordered_map<int, int> &visits) {
  visits[i]++;
  if (i == 0 || j == 0)
    return x[0] + 0.1 * j * x[1];
  auto known = memo.find({i, j});
  if (known != memo.end())
    return known->second * 1.01;
  double up = value(i - 1, j, x, memo, visits);
  double left = value(i, j - 1, x, memo, visits);
  double &place = memo[{i, j}];
  place = up * left * 0.3 + (up > left ? up : x[1]);
  return place;
}

double recursion_static_map(const double *x, int) {
  std::map<std::pair<int, int>, double> memo;
  std::unordered_map<int, int> visits;
  double result = value(4, 4, x, memo, visits);
  for (const auto &entry : memo)
    result += entry.second * entry.first.first * 0.001;
  return result + 0.01 * visits[2];
}
