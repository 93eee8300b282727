// covers: unique moves
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_unique_moves
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

#include <memory>
#include <utility>

struct Owner {
  std::unique_ptr<double[]> data;
  int n;
  Owner(int n) : data(new double[n]), n(n) {}
};
static Owner combine(Owner a, const Owner &b) {
  for (int i = 0; i < a.n && i < b.n; ++i)
    a.data[i] += b.data[i] * a.data[(i + 1) % a.n];
  return a;
}
double alias_unique_moves(double x, double y) {
  Owner a(3), b(2);
  for (int i = 0; i < 3; ++i)
    a.data[i] = x + i * y;
  for (int i = 0; i < 2; ++i)
    b.data[i] = y - i * x;
  double s = 0;
  for (int i = 0; i < 3; ++i) {
    Owner c = combine(std::move(a), b);
    if (i == 1) {
      std::swap(c.data, b.data);
      std::swap(c.n, b.n);
    }
    s += c.data[0] * b.data[1];
    a = std::move(c);
    if (s > 2) {
      b.data.reset(new double[2]{s, x});
      b.n = 2;
    }
  }
  return s + a.data[1] * b.data[0];
}
