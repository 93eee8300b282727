// function: accept_springs_virtual
// signature: double(const double*,int)
// at: 1.3 0.7 0.4 2.2 0.9
// at: 0.4 1.6 0.05 0.7 2.5
// family: Acceptance
// construct: a spring-mass simulation with virtual forces and `std::unique_ptr`

// Masses on a line, forces as objects behind a base class, integrated by velocity Verlet.
#include <cmath>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

struct Body {
  double mass, position, velocity;
};
using Bodies = std::vector<Body>;

class Force {
public:
  virtual ~Force() = default;
  virtual void apply(const Bodies &bodies, std::vector<double> &forces) const = 0;
  virtual double energy(const Bodies &) const { return 0.0; }
};

class Spring : public Force {
public:
  Spring(std::size_t a, std::size_t b, double stiffness, double length) : a(a), b(b), stiffness(stiffness), length(length) {}
  void apply(const Bodies &bodies, std::vector<double> &forces) const override {
    const double f = stiffness * stretch(bodies);
    forces[a] += f;
    forces[b] -= f;
  }
  double energy(const Bodies &bodies) const override {
    const double s = stretch(bodies);
    return 0.5 * stiffness * s * s;
  }

protected:
  virtual double stretch(const Bodies &bodies) const { return bodies[b].position - bodies[a].position - length; }
  std::size_t a, b;
  double stiffness, length;
};

/// Pulls, but never pushes.
class Rope final : public Spring {
public:
  using Spring::Spring;

protected:
  double stretch(const Bodies &bodies) const override {
    const double s = Spring::stretch(bodies);
    return s > 0.0 ? s : 0.0;
  }
};

class Drag : public Force {
public:
  explicit Drag(double coefficient) : coefficient(coefficient) {}
  void apply(const Bodies &bodies, std::vector<double> &forces) const override {
    for (std::size_t i = 0; i < bodies.size(); ++i)
      forces[i] -= coefficient * std::fabs(bodies[i].velocity) * bodies[i].velocity;
  }

private:
  double coefficient;
};

class World {
public:
  explicit World(Bodies bodies) : bodies(std::move(bodies)) {}
  template <class F, class... Arguments> void add(Arguments &&...arguments) {
    forces.push_back(std::make_unique<F>(std::forward<Arguments>(arguments)...));
  }
  void step(double dt) {
    const std::vector<double> before = total();
    for (std::size_t i = 0; i < bodies.size(); ++i)
      bodies[i].position += dt * (bodies[i].velocity + 0.5 * dt * before[i] / bodies[i].mass);
    const std::vector<double> after = total();
    for (std::size_t i = 0; i < bodies.size(); ++i)
      bodies[i].velocity += 0.5 * dt * (before[i] + after[i]) / bodies[i].mass;
  }
  double energy() const {
    double e = 0.0;
    for (const Body &b : bodies)
      e += 0.5 * b.mass * b.velocity * b.velocity;
    for (const auto &force : forces)
      e += force->energy(bodies);
    return e;
  }

private:
  std::vector<double> total() const {
    std::vector<double> sum(bodies.size(), 0.0);
    for (const std::unique_ptr<Force> &force : forces)
      force->apply(bodies, sum);
    return sum;
  }
  Bodies bodies;
  std::vector<std::unique_ptr<Force>> forces;
};

double accept_springs_virtual(const double *x, int) {
  World world({{1.0, 0.0, 0.0}, {x[0], 1.1, x[1]}, {2.0, 2.3, -x[1]}});
  world.add<Spring>(0, 1, x[3], 1.0);
  world.add<Rope>(1, 2, x[4], 0.9);
  if (x[2] > 0.1)
    world.add<Drag>(x[2]);
  for (int i = 0; i < 25; ++i)
    world.step(0.04);
  return world.energy();
}
