// covers: whole structs with arrays exchanged by value in a loop, and pairs of pointers to them
// function: struct_swapped
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: copies and assignments of whole structs and of arrays in them; `p = f(p)`

#include <utility>

struct State {
  double u[3];
  double t;
  int steps;
};

static State advance(State s, double h) {
  for (int i = 0; i < 3; i++)
    s.u[i] += h * s.u[(i + 1) % 3] * s.t;
  s.t += h;
  s.steps++;
  return s;
}

double struct_swapped(double x, double y) {
  State a{{x, y, 1.0}, 0.0, 0}, b{{y, x * y, x}, 1.0, 5};
  State *now = &a, *then = &b;
  for (int k = 0; k < 5; k++) {
    *then = advance(*now, 0.1 * x + 0.01 * k);
    if (then->u[0] > now->u[1])
      std::swap(now, then);
    std::swap(a.u[0], b.u[2]);
    State c = a;
    a = b;
    b = c;
    b.u[1] += a.t * y;
  }
  return now->u[0] * then->u[1] + a.u[2] * b.t + b.u[0] * a.steps;
}
