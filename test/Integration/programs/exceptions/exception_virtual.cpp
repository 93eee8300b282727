// function: exception_virtual
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 1.9
// family: Exceptions
// construct: thrown by a virtual callee in a loop, caught outside of it

#include <memory>
#include <vector>

struct Diverged {
  double value;
  int step;
};
struct Stage {
  virtual ~Stage() = default;
  virtual double apply(double v, int step) const = 0;
};
struct Scale : Stage {
  double factor;
  explicit Scale(double f) : factor(f) {}
  double apply(double v, int) const override { return v * factor; }
};
struct Guard : Stage {
  double limit;
  explicit Guard(double l) : limit(l) {}
  double apply(double v, int step) const override {
    if (v * v > limit)
      throw Diverged{v * limit, step};
    return v + 0.1 * limit;
  }
};
// Counts what is alive: unwinding has to pass here.
struct Mark {
  double &out, weight;
  Mark(double &o, double w) : out(o), weight(w) {}
  ~Mark() { out += weight * out; }
};

double exception_virtual(double x, double y) {
  std::vector<std::unique_ptr<Stage>> stages;
  stages.push_back(std::make_unique<Scale>(x));
  stages.push_back(std::make_unique<Guard>(3.0 * y));
  stages.push_back(std::make_unique<Scale>(y + 0.5));
  double v = x + y, state[4] = {x, y, x * y, 1.0}, marked = 0.3 * x;
  try {
    for (int i = 0; i < 12; i++) {
      Mark mark(marked, 0.1 * y);
      state[i % 4] *= v;
      v = stages[i % 3]->apply(v, i);
      state[(i + 1) % 4] += v;
    }
  } catch (const Diverged &d) {
    v = d.value * state[d.step % 4] + 0.25 * d.step;
  }
  return v + state[0] * state[1] - 0.1 * state[2] * state[3] + marked;
}
