// covers: concepts, requires clauses and expressions that choose overloads and specializations
// function: concepts_overloads
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// standard: c++20
// family: C++20 and C++23
// construct: concepts, `requires` clauses and expressions

#include <concepts>
#include <type_traits>

template <class T>
concept Evaluated = requires(const T &f, double t) {
  { f(t) } -> std::convertible_to<double>;
  typename T::tag;
};
template <class T>
concept Scaled = Evaluated<T> && requires(T f) { requires sizeof(f.factor) == sizeof(double); };

struct Square {
  using tag = void;
  double operator()(double t) const { return t * t; }
};
struct Linear {
  using tag = void;
  double factor;
  double operator()(double t) const { return factor * t; }
};

static double apply(double v, double) { return v; }
template <Evaluated F>
static double apply(const F &f, double t) {
  return f(t);
}
template <Scaled F>
static double apply(const F &f, double t) {
  return f(t) / f.factor + t * (requires { f.missing(); } ? 100.0 : f.factor);
}

template <class T>
  requires std::integral<T> || (sizeof(T) > 64)
static double weigh(T n, double v) {
  return double(n) * v;
}
static double weigh(auto w, double v)
  requires(!std::integral<decltype(w)>)
{
  return w * v * w;
}

template <class T>
struct Power {
  T base;
  double square() const
    requires(!std::is_same_v<T, int>)
  {
    return base * base;
  }
  double square() const
    requires std::same_as<T, int>
  {
    return 0.0;
  }
};

double concepts_overloads(double x, double y) {
  double s = apply(Square{}, x) + apply(Linear{x}, y) + apply(y, x);
  s += weigh(3, s) + weigh(x, y);
  return s * Power{y}.square() + Power{2}.square() + (Scaled<Linear> && !Scaled<Square> ? x : 0.0);
}
