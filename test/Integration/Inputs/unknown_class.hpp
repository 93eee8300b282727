struct Force {
  virtual ~Force() = default;
  virtual double at(double x) const = 0;
};
struct Spring : Force {
  double k;
  explicit Spring(double k) : k(k) {}
  double at(double x) const override { return -k * x; }
};

double work(const Force &force, double x);
double inspect(const Force *force, double x);
double apply(double (*f)(double), double x);
double work_gradient(const Force &force, double x);
