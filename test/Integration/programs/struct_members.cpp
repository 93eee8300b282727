// covers: member functions, const and not, a constructor and default initialisers
// function: struct_members
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: member functions, constructors, default member initializers, partial braces

struct Oscillator {
  double position = 1.0;
  double velocity;
  explicit Oscillator(double v) : velocity(v) {}
  void step(double k, double dt = 0.1) {
    velocity -= k * position * dt;
    position += velocity * dt;
  }
  double energy(double k) const { return velocity * velocity + k * position * position; }
};

double struct_members(double x, double y) {
  Oscillator o(x);
  for (int i = 0; i < 5; i++)
    o.step(y);
  o.step(x * y, 0.2);
  return o.energy(y);
}
