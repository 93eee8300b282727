// function: class_member_order
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: order of construction and destruction of members and bases

struct Step {
  double *at;
  double k;
  Step(double *at, double k) : at(at), k(k) { *at = *at * k + 1.0; }
  ~Step() { *at = *at + k * *at * 0.1; }
};
struct Base {
  Step first;
  Base(double *at, double k) : first(at, k) { *at *= 1.5; }
  ~Base() { *at() -= first.k; }
  double *at() { return first.at; }
};
struct Derived : Base {
  Step second, third[2];
  Derived(double *at, double k, double m) : Base(at, m), second(at, k), third{{at, k * m}, {at, m}} { *at += k; }
  ~Derived() { *second.at *= 0.5 * second.k; }
};

double class_member_order(double x, double y) {
  double value = x;
  {
    Derived d(&value, x, y);
    value += d.third[1].k * y;
  }
  return value;
}
