// covers: function objects that hold references and pointers, called in loops and through references
// function: struct_function_objects
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Structs
// construct: operators (free and member), user-written copies and conversions, call operators

struct Accumulate {
  double &sum;
  double *last;
  int calls;
  Accumulate(double &into, double *l) : sum(into), last(l), calls(0) {}
  bool operator()(double v) {
    sum += v * *last;
    *last = v * sum;
    return ++calls < 3;
  }
};
template <typename F> static void each(const double *b, const double *e, F &f) {
  for (; b != e; ++b)
    if (!f(*b * *b))
      return;
}
template <typename F> static void each_copy(const double *b, const double *e, F f) {
  while (b < e && f(*b++))
    ;
}

double struct_function_objects(const double *x, int n) {
  double s = 0.5, last = x[0];
  Accumulate f(s, &last);
  each(x, x + n, f);
  each_copy(x, x + n, f);
  f.last = &s;
  f.calls = 0;
  each(x + 1, x + n, f);
  return s * last + f.calls;
}
