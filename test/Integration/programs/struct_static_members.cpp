// covers: static member functions and constants, private members with friends, delegating constructors, nested classes
// function: struct_static_members
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: static members, private members and friends, delegating constructors

class Model {
  double a, b;
  struct Step {
    double h;
    double of(const Model &m) const { return m.a * h + m.b; }
  };
  static constexpr double factor = 1.5;
  static const int times = 3;
  friend double peek(const Model &m);

public:
  Model(double x) : Model(x, 0.5 * x) {}
  Model(double x, double y) : a(x), b(y * a) { a += b; }
  static double twice(double v) { return factor * v + v; }
  double run(double h) {
    Step step{h};
    for (int i = 0; i < times; i++) {
      a = step.of(*this);
      b -= twice(a) * h;
    }
    return a;
  }
};
double peek(const Model &m) { return m.a * m.b; }

double struct_static_members(double x, double y) {
  Model one(x), two(y, x);
  double s = one.run(0.1 * y) + two.run(x);
  return s * peek(one) + peek(two) + peek(Model(x * y));
}
