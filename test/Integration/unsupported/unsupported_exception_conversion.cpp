// function: unsupported_exception_conversion
// signature: double(double,double)
// construct: handlers that convert a thrown pointer
// expect: refused costate-unsupported-exception-conversion

struct Base {
  double scale;
};
struct Derived : Base {};

double unsupported_exception_conversion(double x, double y) {
  static const Derived limit{};
  try {
    if (x < 0.0)
      throw &limit;
  } catch (const Base *base) {
    return base->scale * y;
  }
  return x * y;
}
