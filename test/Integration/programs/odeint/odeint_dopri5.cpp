// function: odeint_dopri5
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Boost.odeint
// construct: `runge_kutta4`, `runge_kutta_dopri5` with control

#include <boost/numeric/odeint.hpp>
#include <vector>

using State = std::vector<double>;
struct Predator {
  double a, b;
  void operator()(const State &q, State &dq, double) const {
    dq[0] = a * q[0] - q[0] * q[1];
    dq[1] = b * q[0] * q[1] - q[1];
  }
};

double odeint_dopri5(double x, double y) {
  using namespace boost::numeric::odeint;
  State s = {x, y};
  auto stepper = make_controlled(1e-6, 1e-6, runge_kutta_dopri5<State>());
  double t = 0.0, dt = 0.1;
  for (int i = 0; i < 6; i++)
    stepper.try_step(Predator{x, 0.8}, s, t, dt);
  return s[0] + s[1] * s[1];
}
