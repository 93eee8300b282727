// covers: pointers to members of bases at other distances, converted both ways
// function: member_pointer_bases
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// family: Lambdas and callables
// construct: pointers to members of base classes, conversions both ways

struct Mass {
  double m;
  double pad[2];
};
struct Charge {
  double q;
  double energy(double v) const { return q * v * v; }
};
struct Ion : Mass, Charge {
  double v;
  double drift() const { return v * m; }
};

static double sum(const Ion &ion, double Ion::*const *members, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    if (members[i])
      s += (i + 1) * (ion.*members[i]) * (ion.*members[i]);
  return s;
}

double member_pointer_bases(double x, double y) {
  Ion ion;
  ion.m = x * y;
  ion.pad[0] = ion.pad[1] = 0.0;
  ion.q = y;
  ion.v = x;
  double Charge::*charge = &Charge::q;
  double Ion::*members[4] = {&Ion::m, charge, nullptr, &Ion::v};
  double s = sum(ion, members, 4);
  double (Charge::*energy)(double) const = &Charge::energy;
  double (Ion::*pointer)(double) const = energy;
  s += (ion.*pointer)(x) * (pointer == &Ion::energy ? 2.0 : 3.0);
  double (Charge::*back)(double) const = static_cast<double (Charge::*)(double) const>(pointer);
  const Charge &part = ion;
  s += (part.*back)(y) + (back == energy ? x : 0.0);
  double Charge::*q = static_cast<double Charge::*>(members[1]);
  s *= part.*q;
  double Charge::*none = static_cast<double Charge::*>(members[2]);
  return none == nullptr && q == charge ? s : 0.0;
}
