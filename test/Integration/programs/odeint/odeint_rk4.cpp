// function: odeint_rk4
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Boost.odeint
// construct: `runge_kutta4`, `runge_kutta_dopri5` with control

#include <array>
#include <boost/numeric/odeint.hpp>

using State = std::array<double, 2>;

double odeint_rk4(double x, double y) {
  State s = {x, y};
  boost::numeric::odeint::runge_kutta4<State> stepper;
  auto pendulum = [x](const State &q, State &dq, double) {
    dq[0] = q[1];
    dq[1] = -x * q[0];
  };
  for (int i = 0; i < 10; i++)
    stepper.do_step(pendulum, s, 0.1 * i, 0.1);
  return s[0] * s[0] + s[1];
}
