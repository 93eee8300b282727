// function: class_reference_counted
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: constructors, destructors, copy and move, assignment

class Shared {
  struct Body {
    double value;
    int owners;
  };
  Body *body;
  void release() {
    if (--body->owners == 0)
      delete body;
  }

public:
  explicit Shared(double v) : body(new Body{v, 1}) {}
  Shared(const Shared &o) : body(o.body) { body->owners++; }
  Shared &operator=(const Shared &o) {
    o.body->owners++;
    release();
    body = o.body;
    return *this;
  }
  ~Shared() { release(); }
  double &operator*() const { return body->value; }
  int owners() const { return body->owners; }
};

double class_reference_counted(double x, double y) {
  Shared a(x), b(y), c = a;
  *c *= *b;
  b = a;
  *b += 1.0;
  {
    Shared d = b;
    *d *= x;
    c = Shared(*d * y);
  }
  return *a * *c + a.owners() + c.owners();
}
