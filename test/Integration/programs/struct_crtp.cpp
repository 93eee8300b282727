// covers: downcasts in CRTP (also from a base that is not first), mixins, null pointers through adjusting conversions
// family: classes
// construct: CRTP: a base finds its derived class, through references and pointers
// function: struct_crtp
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2

template <class Derived> struct Shape {
  const Derived &self() const { return static_cast<const Derived &>(*this); }
  Derived *pointer() { return static_cast<Derived *>(this); }
  double area_twice() const { return 2.0 * self().area(); }
};

struct Counted {
  int count = 0;
  double weight = 1.0;
};

template <class Derived> struct Scaled {
  double factor = 1.5;
  double scaled() const { return factor * static_cast<const Derived *>(this)->area(); }
};

struct Square : Counted, Shape<Square>, Scaled<Square> {
  double side;
  explicit Square(double s = 1.0) : side(s) { factor *= s; }
  double area() const { return side * side * weight; }
};

struct Disc : Scaled<Disc>, Shape<Disc>, Counted {
  double radius;
  explicit Disc(double r = 1.0) : radius(r) { weight = r; }
  double area() const { return 3.0 * radius * radius * weight; }
};

template <class S> static double measure(Shape<S> &shape) {
  S *found = shape.pointer();
  found->weight *= 1.1;
  found->count++;
  return shape.area_twice() - shape.self().scaled() * 0.1;
}

static double through_base(const Counted *base) {
  return base ? static_cast<const Disc *>(base)->radius * base->weight : -1.0;
}

static double of_null(Disc *disc) {
  Counted *base = disc;
  return base ? base->weight : 0.25;
}

double struct_crtp(const double *x, int n) {
  double sum = 0.0;
  for (int i = 0; i + 1 < n; i++) {
    Square square(x[i]);
    Disc disc(x[i + 1]);
    sum += measure(square) * measure(disc) + through_base(&disc) + square.count;
    sum *= of_null(i % 2 ? &disc : nullptr);
  }
  return sum;
}
