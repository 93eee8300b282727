// function: exception_partial_calls
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.2 0.3 0.1
// family: Exceptions
// construct: half made objects whose parts come from virtual calls, pointers to functions, recursion

#include <memory>
#include <vector>

static void note(double &log, double v) { log = log * 0.9 + v; }

struct Source {
  virtual ~Source() {}
  virtual double next(double a) = 0;
};
struct Square : Source {
  double next(double a) override { return a * a; }
};
struct Limited : Source {
  double limit;
  explicit Limited(double l) : limit(l) {}
  double next(double a) override {
    if (a > limit)
      throw a * limit;
    return a * limit;
  }
};
static double deep(double a, int n) {
  if (a > 1.2)
    throw a * n;
  return n == 0 ? a : deep(a * 1.1, n - 1) * a;
}
static double half(double a) {
  if (a < 0.0)
    throw -a;
  return 0.5 * a;
}

struct Part {
  double &log, v;
  Part(double &l, double a) : log(l), v(a) { note(log, a); }
  Part(const Part &other) : log(other.log), v(other.v * 1.5) {
    if (v > 1.9)
      throw v;
    note(log, v);
  }
  ~Part() { note(log, -0.5 * v * v); }
};
struct Set {
  Part a, b;
  std::unique_ptr<Part> owned;
  Part last[2];
};

double exception_partial_calls(const double *x, int n) {
  double (*change)(double) = half;
  double log = 0.2, s = 0.0;
  Square square;
  Limited limited(1.0);
  for (int i = 0; i < 2 * n; i++) {
    Source &source = i % 2 ? static_cast<Source &>(limited) : square;
    double a = x[i % n], b = x[(i + 1) % n];
    try {
      Set set{{log, source.next(a)},
              {log, change(b)},
              std::unique_ptr<Part>(new Part(log, deep(a, 2))),
              {{log, source.next(b)}, {log, deep(b, 1)}}};
      if (i == 1)
        continue;
      auto sum = [part = set.b, weight = source.next(a * b)] { return part.v * weight; };
      s += i % 3 ? sum() + set.last[1].v : Part(set.a).v * set.owned->v;
      if (s > 50.0)
        break;
    } catch (double thrown) {
      s += thrown * log + a;
    }
  }
  return s + log;
}
