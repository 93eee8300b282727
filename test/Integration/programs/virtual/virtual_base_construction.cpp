// covers: order of constructors and destructors, virtual calls and conversions while a base is under construction or destroyed
// function: virtual_base_construction
// signature: double(double,double)
// at: 1.3 0.7
// unity: no
// family: Classes
// construct: virtual bases

#include <cmath>

namespace vb_construction {

struct Log {
  double *sum;
  double factor;
  Log(double *s, double f) : sum(s), factor(f) { add(1.0); }
  void add(double v) { *sum = *sum * 0.9 + v * factor; }
  virtual double weight() const { return 1.5; }
  virtual ~Log() { add(weight()); }
};
struct Other {
  double o;
  explicit Other(double v) : o(v) {}
  virtual double shift() { return o; }
};
struct Left : virtual Log {
  double l;
  explicit Left(double v) : Log(nullptr, v), l(v * v) {
    add(weight() * l);
    Log &log = *this;
    log.factor += 0.1 * l;
    log.add(log.weight());
  }
  double weight() const override { return l + factor; }
  ~Left() { add(weight()); }
};
struct Right : Other, virtual Log {
  double r;
  explicit Right(double v) : Log(nullptr, v), Other(factor * v), r(std::sin(v) + factor) {
    add(shift());
  }
  double weight() const override { return r * 2.0; }
  double shift() override { return Other::shift() + factor; }
  ~Right() { add(weight() * shift()); }
};
struct Bottom : Left, Right {
  double b = factor;
  Bottom(double *sum, double x, double y) : Log(sum, x * y), Left(x), Right(y) { add(weight()); }
  Bottom(double *sum, double x) : Bottom(sum, x, 0.5 * x) { b *= x; }
  double weight() const override { return Left::weight() - Right::weight() + b; }
  double shift() override { return weight() + o; }
  ~Bottom() { add(b); }
};
struct Last : Bottom {
  Last(double *sum, double x) : Log(sum, x), Bottom(sum, x) { add(shift()); }
  double shift() override { return factor; }
};

} // namespace vb_construction

using namespace vb_construction;

double virtual_base_construction(double x, double y) {
  double sum = y;
  {
    Bottom one(&sum, x, y);
    Bottom two(&sum, y);
    one.factor *= two.b;
    Last three(&sum, x * y);
    Left &left = three;
    left.l *= left.factor;
    if (sum > 1000.0)
      return x;
  }
  return sum;
}
