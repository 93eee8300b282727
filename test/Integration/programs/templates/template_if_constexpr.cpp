// function: template_if_constexpr
// signature: double(double,double)
// at: 1.3 0.7
// family: Templates
// construct: `if constexpr`, traits, SFINAE, tag dispatch

#include <type_traits>

template <class T, class = void> struct HasValues : std::false_type {};
template <class T> struct HasValues<T, std::void_t<decltype(T::values)>> : std::true_type {};
template <class T> static double norm(const T &t) {
  if constexpr (HasValues<T>::value) {
    double s = 0.0;
    for (const auto &e : t.values)
      s += norm(e);
    return s;
  } else
    return double(t) * double(t);
}
template <class T, int N> struct Block {
  T values[N];
};
template <int N> static double power(double x) {
  if constexpr (N == 0)
    return 1.0;
  else if constexpr (N % 2)
    return x * power<N - 1>(x);
  else
    return power<N / 2>(x) * power<N / 2>(x);
}
struct Fast {};
struct Exact {};
static double apply(double x, Fast) { return x + x * x / 2.0; }
static double apply(double x, Exact) { return x * x * x; }
template <class T, std::enable_if_t<std::is_integral_v<T>, int> = 0> static double weight(T t) { return t * 2.0; }
template <class T, std::enable_if_t<!std::is_integral_v<T>, int> = 0> static double weight(T t) { return t * t; }

double template_if_constexpr(double x, double y) {
  Block<Block<double, 2>, 2> b = {{{{x, y}}, {{x * y, 1.0}}}};
  return norm(b) + power<7>(x) * apply(y, Fast()) - apply(x, Exact()) * weight(3) + weight(y);
}
