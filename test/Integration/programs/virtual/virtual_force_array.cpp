// covers: forces of different classes in one array, members written by overriders, deleted through the base
// function: virtual_force_array
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Virtual calls
// construct: objects of different classes in one array; delete through the base

#include <cmath>
struct Force {
  virtual ~Force() {}
  virtual double apply(double x) const = 0;
  virtual void advance(double dt) { (void)dt; }
};
struct Spring : Force {
  double k;
  explicit Spring(double k) : k(k) {}
  double apply(double x) const override { return -k * x; }
  void advance(double dt) override { k *= 1.0 + dt; }
};
struct Drag : Force {
  double c, last = 0.0;
  explicit Drag(double c) : c(c) {}
  double apply(double x) const override { return c * std::sin(x) + last; }
  void advance(double dt) override { last += dt * c; }
};
double virtual_force_array(const double *x, int n) {
  Force *forces[3];
  for (int i = 0; i < 3; ++i) {
    if (i % 2 == 0) forces[i] = new Spring(x[i % n]); else forces[i] = new Drag(x[i % n]);
  }
  double sum = 0.0;
  for (int i = 0; i < 3 * n; ++i) {
    sum += forces[i % 3]->apply(x[i % n] + 0.1 * sum);
    forces[(i + 1) % 3]->advance(x[i % n] * 0.1);
  }
  for (int i = 0; i < 3; ++i) delete forces[i];
  return sum;
}
