// function: class_virtual_base
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: virtual bases
// unity: no

namespace vb_class {

struct Root {
  double value;
  explicit Root(double v) : value(v) {}
};
struct Left : virtual Root {
  double l;
  explicit Left(double v) : Root(v), l(v * v) {}
};
struct Right : virtual Root {
  double r;
  explicit Right(double v) : Root(-v), r(2.0 * v) { value += v; }
};
struct Bottom : Left, Right {
  Bottom(double a, double b) : Root(a * b), Left(a), Right(b) {}
};

} // namespace vb_class

using namespace vb_class;

double class_virtual_base(double x, double y) {
  Bottom b(x, y);
  b.value *= b.l;
  Right &r = b;
  r.value += r.r;
  return static_cast<Left &>(b).value * b.r + b.value;
}
