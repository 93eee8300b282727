// function: virtual_local
// signature: double(double,double)
// at: 1.3 0.7
// family: Virtual calls
// construct: virtual calls whose dynamic type is known

struct Force {
  virtual double at(double x, double v) const = 0;
};
struct Spring final : Force {
  double k;
  explicit Spring(double k) : k(k) {}
  double at(double x, double) const override { return -k * x; }
};
struct Drag : Force {
  double c;
  explicit Drag(double c) : c(c) {}
  double at(double, double v) const override { return -c * v * v; }
};
static double step(const Force &f, const Force &g, double &x, double &v) {
  v += 0.1 * (f.at(x, v) + g.at(x, v));
  return x += 0.1 * v;
}

double virtual_local(double x, double y) {
  Spring spring(x * y);
  Drag drag(0.3 * x);
  double position = x, velocity = y, s = 0.0;
  for (int i = 0; i < 10; i++)
    s += step(spring, i % 2 ? static_cast<const Force &>(drag) : spring, position, velocity);
  return s + velocity;
}
