// covers: pointers to members as template arguments, in std::mem_fn and std::invoke, to objects, pointers and wrappers
// function: member_pointer_templates
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: pointers to members as template arguments, `std::mem_fn`

#include <functional>
#include <vector>

struct Point {
  double x, y;
  double dot(const Point &o) const { return x * o.x + y * o.y; }
  Point scaled(double f) const { return {x * f, y * f}; }
  double &at(int i) { return i ? y : x; }
};
template <double Point::*member> static double total(const std::vector<Point> &points) {
  double s = 0.0;
  for (const Point &p : points)
    s += p.*member * p.*member;
  return s;
}
template <auto function, class... T>
static decltype(auto) call(Point &p, T &&...arguments) {
  return (p.*function)(static_cast<T &&>(arguments)...);
}

double member_pointer_templates(double x, double y) {
  std::vector<Point> points;
  for (int i = 0; i < 4; i++)
    points.push_back({x * i, y + i});
  double s = total<&Point::x>(points) * total<&Point::y>(points);
  Point p{x, y};
  s += call<&Point::dot>(p, points[2]) + call<&Point::scaled>(p, s).y;
  call<&Point::at>(p, 1) += s;
  auto dot = std::mem_fn(&Point::dot);
  auto get = std::mem_fn(&Point::y);
  get(p) *= 0.01;
  for (Point &q : points)
    s += dot(&p, q) + get(q) + std::invoke(&Point::at, std::ref(q), 1);
  Point (Point::*scaled)(double) const = &Point::scaled;
  return s + ((p.*scaled)(x).*&Point::x) * (points[1].scaled(2.0).*(y > 0.0 ? &Point::y : &Point::x));
}
