// function: recursion_loop_local
// signature: double(const double*,int)
// at: 0.7 -0.4 1.2
// at: -0.3 0.9 0.5
// family: Recursion
// construct: local objects of loops and branches of a recursive function, read through references that a function returned
#include <cmath>
namespace {
void number(int *k, int first, int n) {
  k[n - 1] = first + n;
  if (n > 1)
    number(k, first, n - 1);
}
const int &pick(const int *k, int n) { return n > 3 ? pick(k, n - 3) : k[n]; }
double &choose(double *v, int n) { return n > 2 ? choose(v, n - 2) : v[n]; }
void mix(double *v, double a, int n) {
  v[n - 1] = std::sin(a * n);
  if (n > 1)
    mix(v, a + 0.1, n - 1);
}
struct Keeper { double *place; int *count; };
void keep(Keeper *keeper, double *v, int *k, int n) {
  if (n > 1)
    return keep(keeper, v, k, n - 1);
  keeper->place = v + 1;
  keeper->count = k + 2;
}
double walk(double a, double b, int depth) {
  double sum = 0.0;
  for (int i = 0; i < 3; ++i) {
    int k[4];
    number(k, depth + i, 4);
    double v[3];
    mix(v, a * (i + 1), 3);
    const int &m = pick(k, depth + i + 1);
    double &w = choose(v, i);
    if (a < 100.0) {
      int order[3];
      number(order, i, 3);
      const int &o = pick(order, i);
      sum += std::sin(w) * m * o;
      Keeper keeper = {nullptr, nullptr};
      keep(&keeper, v, order, 2);
      sum += *keeper.place * *keeper.count * w;
      if (i == 1 && depth > 0)
        sum += walk(w, b * m, depth - 1) * o;
      *keeper.place = b * o;
      sum += *keeper.place * *keeper.place;
    }
    sum += w * b;
    if (sum > 50.0)
      break;
  }
  return sum;
}
} // namespace
double recursion_loop_local(const double *x, int n) {
  return walk(x[0], x[1], n - 1) * x[2];
}
