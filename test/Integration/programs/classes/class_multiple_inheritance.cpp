// function: class_multiple_inheritance
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: multiple and empty bases, base members, casts between them

struct Empty {
  static double twice(double x) { return 2.0 * x; }
};
struct Position {
  double x, y;
  double dot(const Position &o) const { return x * o.x + y * o.y; }
};
struct Mass {
  double m;
  double momentum(double v) const { return m * v; }
};
struct Body : Empty, Position, Mass {
  double charge;
  Body(double a, double b) : Position{a, b}, Mass{a * b}, charge(b) {}
  double energy() const { return momentum(Position::x) * Mass::m + dot(*this) + twice(charge); }
};
static void push(Position &p, double f) { p.x += f, p.y *= f; }
static double weigh(const Mass *m) { return static_cast<const Body *>(m)->charge * m->m; }

double class_multiple_inheritance(double x, double y) {
  Body b(x, y), c = b;
  push(b, x * y);
  Position &p = c;
  p = b;
  Mass *m = &c;
  m->m *= 2.0;
  return b.energy() * c.energy() + weigh(m) + weigh(&b);
}
