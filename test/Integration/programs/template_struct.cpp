// covers: a class template used for two instantiations
// function: template_struct
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: function templates, class templates, specializations, packs, `if constexpr`

template <class T, int N> struct Small {
  T v[N];
  int size() const { return N; }
};
template <class T, int N> static double total(const Small<T, N> &s) {
  double t = 0.0;
  for (int i = 0; i < s.size(); i++)
    t += s.v[i] * s.v[(i + 1) % N];
  return t;
}

double template_struct(double x, double y) {
  Small<double, 3> a = {{x, y, x * y}};
  Small<int, 2> b = {{3, 4}};
  return total(a) * total(b) + a.v[1];
}
