// function: exception_new_loop
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Exceptions
// unity: no
// construct: constructors that throw in `new T[n]`, with temporaries alive and in arms of `?:`

#include <vector>

struct Counted {
  static inline int alive = 0;
  double v;
  Counted() : v(1.0) { alive++; }
  Counted(const std::vector<double> &from, double limit) : v(from[0] * from[1]) {
    if (v > limit)
      throw v - limit;
    alive++;
  }
  ~Counted() { alive--; }
};
double exception_new_loop(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    try {
      std::vector<double> pair = {x[i], x[(i + 1) % n]};
      Counted *object = i % 2 ? new Counted(std::vector<double>(pair), x[0])
                              : x[i] > 1.0 ? new Counted({pair[0], 0.5}, 3.0)
                                           : new Counted[2];
      s += object->v * x[i];
      if (i % 2 == 0 && x[i] <= 1.0)
        delete[] object;
      else
        delete object;
    } catch (double over) {
      s += over * x[i];
    }
  return s + Counted::alive;
}
