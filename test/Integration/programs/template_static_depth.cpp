// covers: a template that instantiates itself with a smaller argument
// function: template_static_depth
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: function templates, class templates, specializations, packs, `if constexpr`

template <int N> struct Horner {
  static double at(double x, double c) { return c + x * Horner<N - 1>::at(x, c * 0.5); }
};
template <> struct Horner<0> {
  static double at(double, double c) { return c; }
};

double template_static_depth(double x, double y) { return Horner<4>::at(x, y); }
