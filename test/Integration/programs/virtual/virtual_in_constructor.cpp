// function: virtual_in_constructor
// signature: double(double,double)
// at: 1.3 0.7
// family: Virtual calls
// construct: virtual calls in constructors and destructors

struct Base {
  double *log;
  explicit Base(double *log) : log(log) { *log += weight(); }
  virtual ~Base() { *log *= weight(); }
  virtual double weight() const { return 2.0; }
  double call() const { return weight() * *log; }
};
struct Derived : Base {
  double w;
  Derived(double *log, double w) : Base(log), w(w) { *log *= weight(); }
  ~Derived() override { *log += call(); }
  double weight() const override { return w * w; }
};

double virtual_in_constructor(double x, double y) {
  double log = x, s = 0.0;
  {
    Derived d(&log, y);
    const Base &b = d;
    s = b.call();
  }
  Base *p = new Derived(&log, x);
  s += p->call();
  delete p;
  return s + log;
}
