// function: accept_lorenz96_odeint
// signature: double(const double*,int)
// at: 8.0 1.3 0.7 -0.4 2.2 0.1 -1.1
// oracle: differences
// family: Acceptance
// construct: Boost.odeint's RK4 on Lorenz-96

// Lorenz-96 with Boost.odeint: sensitivity of a late state to the forcing and the initial condition.
#include <boost/numeric/odeint.hpp>
#include <cstddef>
#include <vector>

using State = std::vector<double>;

class Lorenz96 {
public:
  explicit Lorenz96(double forcing) : forcing(forcing) {}

  void operator()(const State &x, State &dxdt, double /* t */) const {
    const std::size_t n = x.size();
    for (std::size_t i = 0; i < n; ++i) {
      const double next = x[(i + 1) % n], before = x[(i + n - 1) % n], second = x[(i + n - 2) % n];
      dxdt[i] = (next - second) * before - x[i] + forcing;
    }
  }

private:
  double forcing;
};

struct Misfit {
  const std::vector<double> &observed;
  double &sum;
  void operator()(const State &x, double /* t */) const {
    for (std::size_t i = 0; i < observed.size(); ++i) {
      const double d = x[i] - observed[i];
      sum += 0.5 * d * d;
    }
  }
};

double accept_lorenz96_odeint(const double *x, int n) {
  State state(x + 1, x + n);
  const std::vector<double> observed = {2.0, 1.0, 3.5};
  double misfit = 0.0;
  boost::numeric::odeint::runge_kutta4<State> stepper;
  boost::numeric::odeint::integrate_const(stepper, Lorenz96(x[0]), state, 0.0, 0.4, 0.02, Misfit{observed, misfit});
  return misfit;
}
