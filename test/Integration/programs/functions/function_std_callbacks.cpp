// covers: callbacks that capture by reference and modify in place, kept in a table
// function: function_std_callbacks
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Lambdas and callables
// unity: no
// construct: `std::function` with captures by reference, in a map of callbacks

#include <cmath>
#include <functional>
#include <vector>

class Emitter {
public:
  void on(std::function<void(double)> f) { listeners.push_back(std::move(f)); }
  void emit(double value) const {
    for (const auto &listener : listeners)
      listener(value);
  }

private:
  std::vector<std::function<void(double)>> listeners;
};
struct Counter {
  double total = 0.0;
  void add(double x) { total += x * x; }
  void operator()(double x) { total -= 0.1 * x; }
};

double function_std_callbacks(const double *x, int n) {
  Emitter emitter;
  double sum = 0.0, product = 1.0;
  std::vector<double> log;
  Counter counter;
  emitter.on([&sum](double v) { sum += v; });
  emitter.on([&](double v) {
    product *= 1.0 + 0.1 * v * sum;
    log.push_back(product);
  });
  emitter.on(std::bind(&Counter::add, &counter, std::placeholders::_1));
  emitter.on(std::ref(counter));
  emitter.on([counter](double v) mutable { counter(v); });
  for (int i = 0; i < n; i++)
    emitter.emit(std::sin(x[i]) + sum * 0.1);
  double s = 0.0;
  for (double v : log)
    s += v * v;
  return s + counter.total * sum;
}
