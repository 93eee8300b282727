// function: exception_partial
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.2 0.3 0.1
// family: Exceptions
// construct: objects that are left half made: `new`, arrays, aggregates, captures

#include <memory>
#include <vector>

static void note(double &log, double v) { log = log * 0.9 + v; }

struct Part {
  double &log, v;
  Part(double &l, double a) : log(l), v(a) {
    if (a > 1.5)
      throw a * a;
    note(log, a);
  }
  Part(const Part &other) : log(other.log), v(other.v * 1.5) {
    if (v > 1.2)
      throw v;
    note(log, v);
  }
  ~Part() { note(log, -0.5 * v * v); }
};
struct Pair {
  Part first;
  std::vector<double> between;
  Part second[2];
};

static double build(double &log, double a, double b, int how) {
  if (how == 0) {
    Part *part = new Part(log, a * b);
    double result = part->v;
    delete part;
    return result;
  }
  if (how == 1) {
    std::unique_ptr<Part[]> parts(new Part[3]{{log, a}, {log, b}, {log, a + b}});
    return parts[0].v * parts[2].v;
  }
  if (how == 2) {
    Pair pair{{log, a}, std::vector<double>(2, b), {{log, a * a}, {log, b + 0.9}}};
    return pair.first.v * pair.second[1].v + pair.between[1];
  }
  if (how == 3) {
    Part one(log, a), other(log, b);
    auto sum = [one, other, scale = a] { return (one.v + other.v) * scale; };
    return sum();
  }
  Part parts[2] = {Part(log, b), Part(log, a)};
  struct Copies {
    Part parts[2];
  } copies{{parts[0], parts[1]}};
  Copies twice = copies;
  return twice.parts[1].v;
}

double exception_partial(const double *x, int n) {
  double log = 0.1 * x[0], s = 0.0;
  for (int i = 0; i < n; i++)
    for (int how = 0; how < 5; how++)
      try {
        s += build(log, x[i], x[(i + 1) % n], how);
      } catch (double thrown) {
        s += thrown * log;
      }
  return s + log;
}
