// function: virtual_multiple
// signature: double(double,double)
// at: 1.3 0.7
// family: Virtual calls
// construct: several polymorphic bases, covariant results, cross casts

struct Reader {
  virtual ~Reader() {}
  virtual double read() const = 0;
};
struct Writer {
  virtual ~Writer() {}
  virtual void write(double v) = 0;
  virtual Writer *self() { return this; }
};
struct Cell : Reader, Writer {
  double value;
  explicit Cell(double v) : value(v) {}
  double read() const override { return value; }
  void write(double v) override { value = value * 0.5 + v * v; }
  Cell *self() override { return this; }
};
struct Doubling : Cell {
  using Cell::Cell;
  double read() const override { return 2.0 * Cell::read(); }
};
static void copy(const Reader &from, Writer &to, double k) { to.self()->write(from.read() * k); }

double virtual_multiple(double x, double y) {
  Cell a(x);
  Doubling b(y);
  Cell *cells[] = {&a, &b};
  for (int i = 0; i < 5; i++)
    copy(*cells[i % 2], *cells[(i + 1) % 2], 0.5 + 0.1 * i);
  return a.read() * b.read() + static_cast<Reader &>(b).read();
}
