// function: virtual_carries
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 0.8
// family: Exceptions
// construct: caught by the base, with a virtual function of the thrown object

struct Failure {
  double base;
  explicit Failure(double b) : base(b) {}
  virtual ~Failure() = default;
  virtual double cost() const { return base; }
};
struct Overflow : Failure {
  double excess;
  Overflow(double b, double e) : Failure(b), excess(e) {}
  double cost() const override { return base * excess; }
};
struct Model {
  virtual ~Model() = default;
  virtual double step(double v) const = 0;
};
struct Linear : Model {
  double k;
  explicit Linear(double k) : k(k) {}
  double step(double v) const override {
    if (v > 2.0)
      throw Overflow(v, v - k);
    return v * k + 0.4;
  }
};
struct Square : Model {
  double step(double v) const override {
    if (v < 0.5)
      throw Failure(v * v);
    return v * v;
  }
};

static double run(const Model &model, double v) {
  double s = 0.0;
  for (int i = 0; i < 6; i++)
    try {
      v = model.step(v);
      s += v;
    } catch (const Failure &f) {
      s += f.cost() * (i + 1);
      v = 0.5 * v + 0.3;
    }
  return s;
}

double virtual_carries(double x, double y) {
  Linear linear(x);
  Square square;
  const Model *models[] = {&linear, &square};
  double s = 0.0;
  for (int i = 0; i < 4; i++)
    s = s * 0.5 + run(*models[i % 2], y + 0.2 * i);
  return s;
}
