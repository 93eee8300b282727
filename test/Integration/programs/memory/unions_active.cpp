// covers: unions whose member in use is clear: anonymous, tagged, nested in arrays, switched over time
// function: unions_active
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// family: Classes
// construct: unions: anonymous, tagged, one member after another

struct Shape {
  enum Kind { circle, box } kind;
  union {
    double radius;
    struct {
      double width, height;
    } sides;
  };
};
union Slot {
  double value;
  int number;
};

static double area(const Shape &s) {
  return s.kind == Shape::circle ? s.radius * s.radius * 3.0 : s.sides.width * s.sides.height;
}

double unions_active(double x, double y) {
  Shape shapes[3];
  for (int i = 0; i < 3; i++) {
    Shape &s = shapes[i];
    if (i % 2) {
      s.kind = Shape::box;
      s.sides = {x * i, y};
    } else {
      s.kind = Shape::circle;
      s.radius = x + y * i;
    }
  }
  double total = 0.0;
  for (Shape &s : shapes) {
    total += area(s);
    if (s.kind == Shape::box) {
      double w = s.sides.width;
      s.kind = Shape::circle;
      s.radius = w * total;
    }
  }
  Slot slot;
  slot.number = 3;
  int n = slot.number;
  slot.value = x * total;
  return area(shapes[1]) + slot.value * n;
}
