// function: vector_insert_erase
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: `insert`, `erase`, `pop_back`, `resize`, `clear`

#include <vector>

double vector_insert_erase(const double *x, int n) {
  std::vector<double> v(x, x + n);
  v.insert(v.begin() + 1, x[0] * x[1]);
  v.insert(v.end(), 2, v[1]);
  v.insert(v.begin(), x + 1, x + n);
  v.erase(v.begin() + 2);
  v.erase(v.begin(), v.begin() + 1);
  v.pop_back();
  v.resize(v.size() + 2, x[1]);
  double s = 0.0;
  for (std::size_t i = 0; i < v.size(); i++)
    s += (i + 1.0) * v[i] * v[i];
  v.clear();
  v.push_back(s);
  v.resize(3);
  return v[0] + v[1] + v[2];
}
