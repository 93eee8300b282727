// function: exception_constructor
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 0.3
// family: Exceptions
// construct: constructors that throw with members and bases already built

#include <vector>

static void note(double &log, double v) { log = log * 0.9 + v; }

struct Part {
  double &log, v;
  Part(double &l, double a) : log(l), v(a) {
    if (a > 1.5)
      throw a * a;
    note(log, a);
  }
  ~Part() { note(log, -0.5 * v * v); }
};
struct Frame {
  Part first;
  Frame(double &l, double a) : first(l, a) {}
  virtual ~Frame() { note(first.log, 2.0 * first.v); }
  virtual double size() const { return first.v; }
};
struct Whole : Frame {
  std::vector<double> data;
  Part second, third;
  Whole(double &l, double a, double b)
      : Frame(l, a), data(3, a * b), second(l, b), third(l, a + b) {
    if (data[1] > 0.5)
      throw data[0] + b;
  }
  double size() const override { return Frame::size() * second.v + data[2]; }
};

double exception_constructor(double x, double y) {
  double log = 0.1 * x, s = 0.0;
  for (int i = 0; i < 5; i++)
    try {
      Whole whole(log, 0.3 * i * x, y);
      const Frame &frame = whole;
      s += frame.size();
    } catch (double thrown) {
      s += thrown * log;
    }
  return s + log;
}
