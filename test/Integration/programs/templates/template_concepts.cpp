// function: template_concepts
// signature: double(double,double)
// at: 1.3 0.7
// standard: c++20
// family: Templates
// construct: concepts and constrained templates (C++20)

template <class T> concept HasArea = requires(const T &t) { t.area(); };
struct Square {
  double side;
  double area() const { return side * side; }
};
struct Point {
  double x, y;
};
template <HasArea T> static double measure(const T &t) { return t.area(); }
template <class T> requires(!HasArea<T>) static double measure(const T &t) { return t.x * t.y; }
static double scaled(auto value, double k) { return value * k; }

double template_concepts(double x, double y) {
  auto lambda = []<class T>(T a, T b) { return a * b; };
  return measure(Square{x}) + measure(Point{x, y}) * scaled(x, y) + lambda(x, y) + scaled(2, x);
}
