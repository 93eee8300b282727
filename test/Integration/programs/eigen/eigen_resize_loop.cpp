// function: eigen_resize_loop
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Eigen
// construct: resizing and assigning dynamic vectors in loops
#include <Eigen/Dense>
double eigen_resize_loop(const double *x, int n) {
  Eigen::VectorXd v;
  double sum = 0.0;
  for (int k = 1; k <= n; k++) {
    v.resize(k);
    for (int i = 0; i < k; i++)
      v[i] = x[i] * k;
    Eigen::VectorXd w = v.reverse() * sum + v;
    v = w.head(k).cwiseProduct(v);
    sum += v.sum() * 0.1;
    v.conservativeResize(k + 1);
    v[k] = x[k - 1];
    sum += v.dot(v) * 0.01;
  }
  return sum;
}
