// covers: function templates: deduced, explicit, with integer arguments, nested
// function: template_functions
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: function templates, class templates, specializations, packs, `if constexpr`

template <class T> static T squared(T v) { return v * v; }
template <int N, class T> static T power_sum(const T *v) {
  T s = 0;
  for (int i = 0; i < N; i++)
    s += squared<T>(v[i]) * (i + 1);
  return s;
}
template <class A, class B> static double blend(A a, B b) { return a * 0.25 + b; }

double template_functions(double x, double y) {
  double v[3] = {x, y, x * y};
  return power_sum<3>(v) + squared(y) * squared(3) + blend(x, 2) + blend(1, y * x);
}
