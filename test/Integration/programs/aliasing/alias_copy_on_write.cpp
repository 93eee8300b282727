// covers: alias_copy_on_write
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_copy_on_write
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

struct Shared {
  double v[3];
  int count;
};
class Handle {
  Shared *s;
  void detach() {
    if (s->count > 1) {
      s->count--;
      s = new Shared(*s);
      s->count = 1;
    }
  }

public:
  Handle(double a, double b) : s(new Shared{{a, b, a * b}, 1}) {}
  Handle(const Handle &o) : s(o.s) { s->count++; }
  Handle &operator=(const Handle &o) {
    o.s->count++;
    if (--s->count == 0)
      delete s;
    s = o.s;
    return *this;
  }
  ~Handle() {
    if (--s->count == 0)
      delete s;
  }
  double get(int i) const { return s->v[i]; }
  void set(int i, double x) {
    detach();
    s->v[i] = x;
  }
};
double alias_copy_on_write(double x, double y) {
  Handle a(x, y), b = a;
  double r = 0;
  for (int i = 0; i < 4; ++i) {
    b.set(i % 3, a.get(2) * b.get(0) + 0.1);
    Handle c = i % 2 ? a : b;
    c.set(1, c.get(0) + r);
    r += c.get(1) * b.get(2) * 0.5;
    if (i == 2)
      a = c;
  }
  return r + a.get(1) * b.get(1);
}
