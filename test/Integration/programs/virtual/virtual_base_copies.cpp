// covers: copies, moves, assignments, swaps; arrays, vectors and elements; objects by value and as results
// function: virtual_base_copies
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// unity: no
// family: Classes
// construct: virtual bases

#include <utility>
#include <vector>

namespace vb_copies {

struct Base {
  double v;
  std::vector<double> history;
  explicit Base(double x = 0.0) : v(x), history(2, x) {}
  // A virtual base may be assigned twice, which no move survives.
  Base(const Base &) = default;
  Base &operator=(const Base &) = default;
};
struct Up : virtual Base {
  double u;
  explicit Up(double x = 1.0) : Base(x), u(x * x) {}
  void push() { history.push_back(u * v); }
};
struct Down : virtual Base {
  double d = 0.25;
};
struct Join : Up, Down {
  double j;
  explicit Join(double x = 2.0) : Base(3.0 * x), Up(x), j(x + v) {}
};

static Join twist(Join a, const Join &b) {
  a.u *= b.v;
  a.v += b.d * a.j;
  a.push();
  Join c(a);
  c.j -= a.history.back();
  return c;
}

} // namespace vb_copies

using namespace vb_copies;

double virtual_base_copies(const double *x, int n) {
  std::vector<Join> all;
  for (int i = 0; i < n; i++) {
    all.emplace_back(x[i]);
    if (i)
      all[i] = twist(all[i - 1], all[i]);
  }
  Join plain[3] = {Join(x[0]), Join(x[1] * x[0]), Join()};
  Join *p = plain;
  for (Join *q = p + 1; q != plain + 3; ++q) {
    q->v += q[-1].v * x[n - 1];
    (*q).push();
  }
  std::swap(plain[0], plain[2]);
  plain[1] = std::move(all.back());
  all.pop_back();
  Join *heap = new Join[2]{Join(x[1]), plain[1]};
  heap[0] = heap[1];
  heap[0].u += heap[1].j * x[0];
  double s = heap[0].u * (&plain[2] - p) + heap[0].history.size();
  delete[] heap;
  Join *one = new Join(plain[1]);
  s += one->j * one->history[0];
  delete one;
  for (const Join &k : all)
    s += k.v * k.u - k.d * k.j + k.history.back();
  for (Join &k : plain)
    s += k.v * k.history.back() * k.j;
  return s;
}
