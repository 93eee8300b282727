// function: class_temporaries
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 1.2
// family: Classes
// construct: lifetimes of temporaries, extended by references

struct Tracked {
  double value;
  double *log;
  Tracked(double v, double *l) : value(v), log(l) { *log += 1.0; }
  Tracked(const Tracked &o) : value(o.value * 1.0), log(o.log) { *log += value; }
  ~Tracked() { *log = *log * 0.9 + value; }
  Tracked plus(const Tracked &o) const { return Tracked(value + o.value, log); }
  const Tracked &self() const { return *this; }
};

double class_temporaries(double x, double y) {
  double log = 0.0;
  double s = Tracked(x, &log).plus(Tracked(y, &log)).self().value;
  {
    const Tracked &extended = Tracked(x * y, &log);
    s += extended.value * log;
  }
  double chosen = (x > y ? Tracked(x, &log) : Tracked(y, &log).plus(Tracked(1.0, &log))).value;
  chosen *= log;
  for (int i = 0; i < 3; i++)
    if (Tracked(s, &log).value > 1.0 && Tracked(chosen, &log).value > 0.0)
      s += 0.1 * log;
  return s + chosen * log;
}
