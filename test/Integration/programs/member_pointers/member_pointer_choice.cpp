// function: member_pointer_choice
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Pointers to members
// construct: members chosen at run time: of bases, arrays, objects, written in place; null

#include <vector>

struct Inner {
  double a, b;
};
struct Base {
  double first = 1.0;
  int kind = 0;
};
struct Whole : Base {
  double second = 2.0, third = 0.5;
  Inner left{}, right{};
  double rows[2][2] = {};
  double other[2][2] = {};
};

double member_pointer_choice(const double *x, int n) {
  static constexpr double Whole::*table[] = {&Whole::second, &Whole::first, &Whole::third};
  Inner Whole::*part[] = {&Whole::right, &Whole::left};
  double(Whole::*grid[2])[2][2] = {&Whole::other, &Whole::rows};
  std::vector<double Inner::*> inner = {&Inner::b, nullptr, &Inner::a};
  Whole whole;
  double s = 0.0;
  for (int i = 0; i < 3 * n; i++) {
    Whole *at = &whole;
    at->*table[i % 3] *= x[i % n];
    whole.*table[(i + 1) % 3] += at->*table[(i * i) % 3] * x[(i + 2) % n];
    double Inner::*member = inner[i % 3];
    if (!member)
      continue;
    (whole.*part[i % 2]).*member += whole.second * x[i % n];
    (at->*grid[i & 1])[i % 2][1] += (whole.*part[1]).*inner[2];
    s += (whole.*grid[0])[0][1] * (whole.*grid[i & 1])[1][1];
    if (s > 1e5)
      return s * whole.first;
  }
  return s + whole.left.b * whole.third + whole.first;
}
