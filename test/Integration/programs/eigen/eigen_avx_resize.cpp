// covers: blocks aligned by hand that grow, shrink, move, swap and end early
// function: eigen_avx_resize
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -1.2
// oracle: differences
// flags: -mavx2
// family: Eigen
// construct: dynamic vectors that are resized, compiled to AVX (`-mavx2`)

#include <Eigen/Dense>
#include <utility>
#include <vector>

double eigen_avx_resize(const double *x, int n) {
  Eigen::VectorXd v;
  std::vector<Eigen::VectorXd> all;
  double sum = 0.0;
  for (int k = 1; k <= n; k++) {
    v.resize(k);
    for (int i = 0; i < k; i++)
      v[i] = x[i] * k;
    Eigen::VectorXd w = v.reverse() * sum + v;
    v = w.head(k).cwiseProduct(v);
    v.conservativeResize(k + 1);
    v[k] = x[k - 1];
    sum += v.dot(v) * 0.01;
    if (k == 2)
      continue;
    all.push_back(std::move(w));
    all.back().swap(v);
    v.conservativeResize(1);
    sum += v[0];
  }
  for (const Eigen::VectorXd &each : all)
    sum += each.squaredNorm() * 0.1 + each[0];
  return sum;
}
