// covers: consteval and constinit beside active code, class-type template parameters, constexpr tables
// function: immediate_functions
// signature: double(double,double)
// at: 1.3 0.7
// standard: c++20
// family: C++20 and C++23
// construct: `consteval`, `constinit`, template parameters of class type

struct Polynomial {
  double c[4] = {};
  int degree = 0;
};

consteval Polynomial legendre(int n) {
  Polynomial p{{1.0}, 0}, q{{0.0, 1.0}, 1};
  for (int k = 1; k < n; k++) {
    Polynomial r{{}, k + 1};
    for (int i = 0; i <= k; i++) {
      r.c[i + 1] += (2 * k + 1) * q.c[i] / (k + 1);
      r.c[i] -= k * p.c[i] / (k + 1);
    }
    p = q;
    q = r;
  }
  return n ? q : p;
}

consteval int twice(int n) { return 2 * n; }
static constinit double weights[2] = {0.5, 1.5};

template <Polynomial P>
static double evaluate(double t) {
  double s = 0.0;
  for (int i = P.degree; i >= 0; i--)
    s = s * t + P.c[i];
  return s;
}

struct Step {
  int width;
  bool operator==(const Step &) const = default;
};
template <Step S, double Factor = 0.25>
static double stretch(double t) {
  double s = t;
  for (int i = 0; i < S.width; i++)
    s = s * Factor + t * t;
  return s;
}

double immediate_functions(double x, double y) {
  constexpr int n = twice(2);
  double s = evaluate<legendre(3)>(x) * weights[1];
  for (int i = 0; i < n; i++)
    s += stretch<Step{3}>(y) * weights[i % 2] + stretch<Step{twice(1)}, 1.5>(s);
  return s;
}
