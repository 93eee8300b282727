// function: cpp23_language
// signature: double(double,double)
// at: 1.3 0.7
// standard: c++23
// family: C++20 and C++23
// construct: `if consteval`, multidimensional subscripts (C++23)

struct Grid {
  double a[2][2];
  double operator[](int i, int j) const { return a[i][j]; }
};
static constexpr double choose(double t) {
  if consteval {
    return 0.0;
  } else {
    return t * t;
  }
}

double cpp23_language(double x, double y) {
  Grid g{{{x, y}, {x * y, 1.0}}};
  g.a[0][0] *= y;
  double s = 0.0;
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      s += g[i, j] * choose(x + i);
  return s;
}
