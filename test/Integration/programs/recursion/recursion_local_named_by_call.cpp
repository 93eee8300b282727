// function: recursion_local_named_by_call
// signature: double(const double*,int)
// at: 0.7 -0.4 1.2
// at: -0.3 0.9 0.5
// family: Recursion
// construct: local objects of a recursive function, read through references that a function returned

// The pullback reads local objects of the augmented primal through pointers that came back from a call or out of
// memory, and through nothing else: they have to outlive it.
#include <cmath>

namespace {

struct View {
  const double *numbers;
  const int *order;
};

// All call themselves, so they stay functions.
void number(int *k, int first, int n) {
  k[n - 1] = first + n;
  if (n > 1)
    number(k, first, n - 1);
}
const int &pick(const int *k, int n) { return n > 3 ? pick(k, n - 3) : k[n]; }
double &choose(double *v, int n) { return n > 2 ? choose(v, n - 2) : v[n]; }
void look(View *view, const double *v, const int *k, int n) {
  if (n > 2)
    return look(view, v + 1, k, n - 2);
  *view = {v, k};
}

double walk(double a, double b, int depth) {
  int k[4], order[2];
  number(k, depth, 4);
  number(order, depth & 1, 2);
  double v[3] = {a, 0.5 * b, std::sin(a * b)};
  double &w = choose(v, depth + 1);
  View view;
  look(&view, v, order, 3);
  double sum = std::sin(w);
  if (a < 100.0) { // always, and a branch to the compiler
    const int &m = pick(k, depth + 4);
    sum *= m * std::cos(0.1 * w);
  }
  if (depth > 0) {
    sum += walk(a * 0.9, std::cos(b), depth - 1);
    sum += view.numbers[0] * view.numbers[1] * view.order[1];
  }
  w = a * view.order[0] + 1.0;
  return 1.5 * sum + std::sin(view.numbers[0] * v[1]) + w * w;
}

} // namespace

double recursion_local_named_by_call(const double *x, int n) {
  return walk(x[0], x[1], n) * x[2];
}
