// function: unsupported_destructor
// signature: double(double,double)
// expect: refused costate-unsupported-destructor
// construct: objects with destructors

struct Adder {
  double *target, amount;
  ~Adder() { *target += amount; }
};

double unsupported_destructor(double x, double y) {
  double s = x * y;
  {
    Adder adder{&s, y};
    s *= 2.0;
  }
  return s;
}
