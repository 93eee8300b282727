// covers: closures that are copied and destroyed while they own captures, also beside a captured this
// function: lambda_copied_captures
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: closures with owning captures, copied and moved

#include <utility>
#include <vector>

struct Model {
  double gain;
  auto make(const std::vector<double> &weights) {
    return [this, weights](double t) {
      double s = 0.0;
      for (double w : weights)
        s += w * t;
      return s * gain;
    };
  }
};

double lambda_copied_captures(double x, double y) {
  Model model{x};
  std::vector<double> weights = {x, y, x * y};
  auto first = model.make(weights);
  weights[0] = 100.0;
  auto second = first;
  model.gain *= y;
  auto nested = [second, x](double t) { return second(t) + x; };
  auto moved = std::move(nested);
  return first(y) + second(x) * moved(y);
}
