// covers: captures of this and *this, of packs by copy and by reference
// function: lambda_this
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 -1.1
// family: Lambdas
// construct: captures by copy and by reference, of `this` and `*this`, of packs and arrays, of captures

#include <cmath>

struct Model {
  double scale, offset;
  double run(double x) {
    auto by_this = [this](double v) { return v * scale + offset; };
    auto by_copy = [*this](double v) mutable {
      scale *= 2.0;
      return scale * v - offset;
    };
    double first = by_copy(x);
    return by_this(x) * first + by_copy(x);
  }
};
template <class... A> double packs(A... a) {
  auto sum = [=] { return (a * ...); };
  auto refs = [&] { return (... + std::exp(a)); };
  return sum() + refs();
}
double lambda_this(double x, double y) {
  Model m{x, y};
  return m.run(x * y) + packs(x, y, x * y);
}
