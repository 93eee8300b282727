// covers: nested structs with arrays of structs; whole-struct assignment
// function: struct_nested
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: by value, by reference, by pointer, returned, nested, in arrays

struct Point {
  double x, y;
};
struct Segment {
  Point from, to;
};
struct Path {
  int count;
  Segment parts[3];
};

double struct_nested(double x, double y) {
  Path path = {2, {{{x, y}, {y, x}}, {{x * y, 1.0}, {0.0, x}}}};
  path.parts[2] = path.parts[0];
  path.parts[2].to = path.parts[1].from;
  path.parts[0].from.x *= 3.0;
  path.count = 3;
  Path copy = path;
  copy.parts[1].to.y = path.parts[2].to.x * y;
  double s = 0.0;
  for (int i = 0; i < copy.count; i++) {
    const Segment &part = copy.parts[i];
    double dx = part.to.x - part.from.x, dy = part.to.y - part.from.y;
    s += dx * dx + dy * dy * (i + 1);
  }
  return s + path.parts[1].to.y;
}
