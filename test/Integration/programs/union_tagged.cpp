// covers: a union switched between a number and an integer in loops, copied whole, in arrays
// family: Structs
// construct: unions that hold a number or something else in turn; copies of them
// function: union_tagged
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2

#include <cmath>

union Value {
  double real;
  int number;
};
struct Tagged {
  Value v;
  bool isReal;
};

double union_tagged(const double *x, int n) {
  double s = 0;
  Value u;
  Tagged all[4];
  for (int i = 0; i < n; ++i) {
    if (i % 2 == 0)
      u.real = x[i] * x[i];
    else
      u.number = i;
    if (i % 2 == 0)
      s += std::sin(u.real) * x[(i + 1) % n];
    else
      s += u.number * x[i];
    all[i].isReal = i % 3 == 0;
    if (all[i].isReal)
      all[i].v.real = s * x[i];
    else
      all[i].v.number = i + 2;
  }
  Tagged last = all[0];
  for (int i = 0; i < n; ++i) {
    if (i > 1)
      last = all[i - 1];
    if (last.isReal)
      s += last.v.real * s;
    else
      s += last.v.number * x[i];
    all[i % 2] = last;
  }
  return s;
}
