// covers: constructors inherited from virtual bases and through classes that have some
// function: virtual_base_inherited_constructors
// signature: double(double,double)
// at: 1.3 0.7
// unity: no
// family: Classes
// construct: virtual bases

namespace vb_inherited {

struct Root {
  double v;
  explicit Root(double x) : v(x) {}
  Root(double x, double y) : v(x * y) {}
};
struct Left : virtual Root {
  using Root::Root;
  double l = v * 2.0;
};
struct Right : virtual Root {
  double r;
  explicit Right(double x) : Root(3.0 * x), r(x + v) {}
};
struct Bottom : Left {
  using Left::Left;
  double b = l + v;
};
struct Both : Bottom, Right {
  Both(double x, double y) : Root(x - y), Bottom(x, y), Right(y) {}
};

} // namespace vb_inherited

using namespace vb_inherited;

double virtual_base_inherited_constructors(double x, double y) {
  Left left(x);
  Bottom one(x * x), two(x, y);
  Both both(x, y);
  return left.l * one.b + two.v * two.b * two.l + both.v * both.b + both.r * both.l;
}
