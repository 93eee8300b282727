// covers: exceptions out of constructors: what was made of a whole object, or of the part that a delegating constructor made, is destroyed
// function: virtual_base_throws
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 2.1
// unity: no
// family: Classes
// construct: virtual bases

namespace vb_throws {

struct Trace {
  double *sum;
  double k;
  Trace(double *s, double v) : sum(s), k(v) { *sum += k; }
  ~Trace() { *sum = *sum * 1.25 - k; }
};
struct Root {
  Trace trace;
  double limit;
  Root(double *s, double v) : trace(s, v), limit(1.0) {}
  virtual ~Root() { *trace.sum *= limit; }
};
struct Left : virtual Root {
  Trace l;
  Left(double *s, double v) : Root(s, v), l(s, v * v) {
    if (v > 2.0 * limit)
      throw v;
  }
  ~Left() { *l.sum += 0.5 * limit; }
};
struct Right : virtual Root {
  Trace r;
  Right(double *s, double v) : Root(s, v), r(s, 3.0 * v) {
    limit += v;
    if (v > 1.0)
      throw 2.0 * v * limit;
  }
};
struct Bottom : Left, Right {
  Trace b;
  Bottom(double *s, double x, double y) : Root(s, x * y), Left(s, x), Right(s, y), b(s, limit) {}
  Bottom(double *s, double x) : Bottom(s, x, 0.5 * x) {
    if (x > 0.5)
      throw x * limit;
  }
};

static double make(double *sum, double x, double y, bool both) {
  try {
    if (both) {
      Bottom b(sum, x, y);
      return b.limit * b.l.k;
    }
    Bottom *b = new Bottom(sum, x);
    double s = b->b.k;
    delete b;
    return s;
  } catch (double v) {
    return -v * *sum;
  }
}

} // namespace vb_throws

using namespace vb_throws;

double virtual_base_throws(double x, double y) {
  double sum = x;
  double s = make(&sum, x, y, true) + make(&sum, y, 0.5 * x, true);
  s += make(&sum, 2.5 * x, y, true) + make(&sum, x, y, false) + make(&sum, 0.2 * y, y, false);
  return s * sum + sum;
}
