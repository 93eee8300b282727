// function: class_statics
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: static members, nested and local classes, constants in classes

struct Model {
  static constexpr double gravity = 9.81;
  static constexpr int steps = 4;
  static const double table[3];
  struct Parameters {
    double mass = 1.0, drag = 0.1;
  };
  Parameters p;
  static double drop(double t) { return 0.5 * gravity * t * t; }
  double fall(double t) const {
    double v = 0.0;
    for (int i = 0; i < steps; i++)
      v += (gravity - p.drag * v * table[i % 3] / p.mass) * t;
    return v;
  }
};
const double Model::table[3] = {1.0, 0.5, 0.25};

double class_statics(double x, double y) {
  struct Local {
    double a;
    double squared() const { return a * a; }
  };
  Model m{{x, y}};
  Model::Parameters defaults;
  Model other{defaults};
  return m.fall(0.3) + Model::drop(x) + Local{y}.squared() * other.fall(y);
}
