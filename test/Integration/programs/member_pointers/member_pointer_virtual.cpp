// covers: pointers to virtual member functions, several of them at the same place of the table
// function: member_pointer_virtual
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// family: Lambdas and callables
// construct: pointers to virtual member functions
// unity: no

struct Potential {
  explicit Potential(double a) : a(a) {}
  virtual ~Potential() = default;
  virtual double value(double r) const = 0;
  virtual double slope(double r) const { return a; }
  double scaled(double r) const { return a * value(r); }
  double a;
};
struct Named {
  virtual ~Named() = default;
  virtual double weight(double r) const { return r; }
  double w = 0.5;
};
struct Spring : Potential {
  using Potential::Potential;
  double value(double r) const override { return 0.5 * a * r * r; }
  double slope(double r) const override { return a * r; }
};
struct Gravity : Named, Potential {
  using Potential::Potential;
  double value(double r) const override { return a * r; }
  double weight(double r) const override { return w * r * a; }
};

double member_pointer_virtual(double x, double y) {
  Spring spring(x);
  Gravity gravity(y);
  gravity.w = x;
  const Potential *all[] = {&spring, &gravity};
  double (Potential::*choices[])(double) const = {&Potential::value, &Potential::slope, &Potential::scaled};
  double s = 0.0;
  for (int i = 0; i < 6; i++)
    s += (all[i % 2]->*choices[i % 3])(x + s * y);
  double (Gravity::*own[])(double) const = {&Gravity::weight, &Potential::value, &Named::weight, &Gravity::slope};
  for (auto f : own)
    s += (gravity.*f)(s) * y;
  double (Potential::*base)(double) const = static_cast<double (Potential::*)(double) const>(&Spring::value);
  return s + (all[0]->*base)(y);
}
