// covers: push back own
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_push_back_own
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <vector>

double alias_push_back_own(double x, double y) {
  std::vector<double> v = {x, y};
  for (int i = 0; i < 6; ++i) {
    v.push_back(v[i]);
    v.insert(v.begin() + 1, v.back());
    v[i] *= v.back() + 0.3;
  }
  std::vector<std::vector<double>> w;
  for (int i = 0; i < 3; ++i) {
    w.push_back(v);
    w.push_back(w[0]);
    w[i][0] += w[i + 1][1] * 0.1;
  }
  double s = 0;
  for (auto &row : w)
    for (auto &e : row) {
      e *= 0.5;
      s += e * e;
    }
  return s + w.front()[0] * v[2];
}
