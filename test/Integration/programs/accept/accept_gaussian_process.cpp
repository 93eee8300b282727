// function: accept_gaussian_process
// signature: double(const double*,int)
// at: 0.2 -0.1 -1.3
// oracle: differences
// family: Acceptance
// construct: a Gaussian-process likelihood by Eigen's LLT

// The negative log marginal likelihood of a Gaussian process, with logarithmic hyperparameters.
#include <Eigen/Dense>
#include <cmath>

namespace gp {

struct Hyperparameters {
  double signal_variance, length_scale, noise_variance;

  static Hyperparameters from_log(const double *theta) {
    return {std::exp(2.0 * theta[0]), std::exp(theta[1]), std::exp(2.0 * theta[2])};
  }
};

class SquaredExponential {
public:
  explicit SquaredExponential(const Hyperparameters &h) : h(h) {}

  Eigen::MatrixXd gram(const Eigen::MatrixXd &points) const {
    const Eigen::Index count = points.rows();
    Eigen::MatrixXd k(count, count);
    for (Eigen::Index i = 0; i < count; ++i) {
      for (Eigen::Index j = 0; j <= i; ++j) {
        const double distance2 = (points.row(i) - points.row(j)).squaredNorm();
        k(i, j) = h.signal_variance * std::exp(-0.5 * distance2 / (h.length_scale * h.length_scale));
        k(j, i) = k(i, j);
      }
    }
    k.diagonal().array() += h.noise_variance;
    return k;
  }

private:
  Hyperparameters h;
};

static double negative_log_likelihood(const Eigen::MatrixXd &points, const Eigen::VectorXd &values,
                                      const Hyperparameters &h) {
  const Eigen::MatrixXd k = SquaredExponential(h).gram(points);
  const Eigen::LLT<Eigen::MatrixXd> llt(k);
  const Eigen::VectorXd alpha = llt.solve(values);
  const Eigen::MatrixXd l = llt.matrixL();
  const double log_determinant = 2.0 * l.diagonal().array().log().sum();
  const double pi = 3.14159265358979323846;
  return 0.5 * (values.dot(alpha) + log_determinant + values.size() * std::log(2.0 * pi));
}

} // namespace gp

double accept_gaussian_process(const double *x, int) {
  const int count = 12;
  Eigen::MatrixXd points(count, 2);
  Eigen::VectorXd values(count);
  for (int i = 0; i < count; ++i) {
    points(i, 0) = 0.3 * i;
    points(i, 1) = std::cos(0.7 * i);
    values(i) = std::sin(points(i, 0)) + 0.2 * points(i, 1);
  }
  return gp::negative_log_likelihood(points, values, gp::Hyperparameters::from_log(x));
}
