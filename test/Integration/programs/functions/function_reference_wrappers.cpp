// covers: std::ref, std::cref, std::bind of functions, lambdas and members, generic lambdas
// function: function_reference_wrappers
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: `std::bind`, `std::ref`, `std::not_fn`, generic lambdas

#include <functional>

struct Scale {
  double factor;
  double operator()(double t) const { return t * factor; }
  void grow(double by) { factor *= by; }
};
static void accumulate(double &total, double t) { total += t * t; }

double function_reference_wrappers(double x, double y) {
  using namespace std::placeholders;
  Scale scale{x};
  double total = 0.0;
  auto collect = std::bind(accumulate, std::ref(total), _1);
  auto grow = std::bind(&Scale::grow, std::ref(scale), _1);
  auto generic = [](auto &&f, auto... t) { return (f(t) + ...); };
  auto composed = std::bind(std::cref(scale), std::bind(std::multiplies<>(), _1, _1));
  for (int i = 0; i < 3; i++) {
    collect(generic(scale, x, y * i));
    grow(y + 0.5);
    total += composed(x);
  }
  std::reference_wrapper<double> alias = total;
  alias.get() *= y;
  alias.get() -= scale.factor;
  alias.get() += total;
  auto positive = [](double t) { return t > 0.0; };
  return std::not_fn(positive)(x) ? total : total * scale.factor;
}
