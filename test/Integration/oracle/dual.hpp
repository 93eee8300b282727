// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The oracle of the program corpus: dual numbers that stand in for `double` and `float`. A program
// is compiled once more with
//     #define double ::costate_oracle::Double
//     #define float ::costate_oracle::Float
// after the standard headers, and then computes its own directional derivative. Nothing here is
// shared with costate; in particular no rule is.
//
// Not provided: implicit conversion to integers (write a cast), byte access, long double.

#ifndef COSTATE_TEST_ORACLE_DUAL_HPP
#define COSTATE_TEST_ORACLE_DUAL_HPP

#include <algorithm>
#include <cassert>
#include <cfloat>
#include <climits>
#include <cmath>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iostream>
#include <limits>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace costate_oracle {

/// A value of type T and its derivative along one direction (kept in double). Trivial, so that
/// malloc, memcpy and memset with zero mean the same as for T.
template <class T> struct Dual {
  T v;
  double d;

  Dual() = default;
  template <class U, std::enable_if_t<std::is_arithmetic_v<U> || std::is_enum_v<U>, int> = 0>
  constexpr Dual(U value) : v(static_cast<T>(value)), d(0.0) {}
  template <class U, std::enable_if_t<!std::is_same_v<U, T>, int> = 0>
  constexpr Dual(const Dual<U> &other) : v(static_cast<T>(other.v)), d(other.d) {}
  constexpr Dual(T value, double derivative) : v(value), d(derivative) {}

  template <class U, std::enable_if_t<std::is_arithmetic_v<U> || std::is_enum_v<U>, int> = 0>
  explicit constexpr operator U() const {
    return static_cast<U>(v);
  }

  template <class U> constexpr Dual &operator+=(const U &u) { return *this = Dual(*this + u); }
  template <class U> constexpr Dual &operator-=(const U &u) { return *this = Dual(*this - u); }
  template <class U> constexpr Dual &operator*=(const U &u) { return *this = Dual(*this * u); }
  template <class U> constexpr Dual &operator/=(const U &u) { return *this = Dual(*this / u); }
  constexpr Dual &operator++() { return *this += 1; }
  constexpr Dual &operator--() { return *this -= 1; }
  constexpr Dual operator++(int) {
    Dual before = *this;
    *this += 1;
    return before;
  }
  constexpr Dual operator--(int) {
    Dual before = *this;
    *this -= 1;
    return before;
  }
};

using Double = Dual<double>;
using Float = Dual<float>;
static_assert(std::is_trivially_copyable_v<Double> && std::is_trivially_default_constructible_v<Double>);

template <class A> struct Scalar { using type = A; };
template <class T> struct Scalar<Dual<T>> { using type = T; };
template <class A> struct IsDual : std::false_type {};
template <class T> struct IsDual<Dual<T>> : std::true_type {};

template <class A>
inline constexpr bool usable = IsDual<A>::value || std::is_arithmetic_v<A> ||
                               (std::is_enum_v<A> && std::is_convertible_v<A, int>);
/// Operators and functions take part when every operand is usable and at least one is dual.
template <class... A>
using If = std::enable_if_t<(usable<A> && ...) && (IsDual<A>::value || ...), int>;

template <class A> constexpr auto value(const A &a) {
  if constexpr (IsDual<A>::value)
    return a.v;
  else
    return a;
}
template <class A> constexpr double slope(const A &a) {
  if constexpr (IsDual<A>::value)
    return a.d;
  else
    return 0.0;
}
template <class R> constexpr Dual<R> make(R v, double d) { return Dual<R>(v, d); }

// Arithmetic ------------------------------------------------------------------------------------

template <class A, class B, If<A, B> = 0> constexpr auto operator+(const A &a, const B &b) {
  return make(value(a) + value(b), slope(a) + slope(b));
}
template <class A, class B, If<A, B> = 0> constexpr auto operator-(const A &a, const B &b) {
  return make(value(a) - value(b), slope(a) - slope(b));
}
template <class A, class B, If<A, B> = 0> constexpr auto operator*(const A &a, const B &b) {
  double d = 0.0;
  if (slope(a) != 0.0)
    d += slope(a) * double(value(b));
  if (slope(b) != 0.0)
    d += double(value(a)) * slope(b);
  return make(value(a) * value(b), d);
}
template <class A, class B, If<A, B> = 0> constexpr auto operator/(const A &a, const B &b) {
  auto q = value(a) / value(b);
  double d = 0.0;
  if (slope(a) != 0.0)
    d += slope(a) / double(value(b));
  if (slope(b) != 0.0)
    d -= double(q) / double(value(b)) * slope(b);
  return make(q, d);
}
template <class T> constexpr Dual<T> operator-(const Dual<T> &a) { return {-a.v, -a.d}; }
template <class T> constexpr Dual<T> operator+(const Dual<T> &a) { return a; }
template <class T> constexpr bool operator!(const Dual<T> &a) { return !a.v; }

#define COSTATE_ORACLE_COMPARISON(OP)                                                              \
  template <class A, class B, If<A, B> = 0> constexpr bool operator OP(const A &a, const B &b) {   \
    return value(a) OP value(b);                                                                   \
  }
COSTATE_ORACLE_COMPARISON(<)
COSTATE_ORACLE_COMPARISON(<=)
COSTATE_ORACLE_COMPARISON(>)
COSTATE_ORACLE_COMPARISON(>=)
COSTATE_ORACLE_COMPARISON(==)
COSTATE_ORACLE_COMPARISON(!=)
#undef COSTATE_ORACLE_COMPARISON

// An integer on the left of a compound assignment: computed in floating point, then truncated.
#define COSTATE_ORACLE_INTEGER_ASSIGNMENT(OP)                                                      \
  template <class I, class T, std::enable_if_t<std::is_integral_v<I>, int> = 0>                    \
  constexpr I &operator OP##=(I & i, const Dual<T> & a) {                                          \
    return i = static_cast<I>(i OP a.v);                                                           \
  }
COSTATE_ORACLE_INTEGER_ASSIGNMENT(+)
COSTATE_ORACLE_INTEGER_ASSIGNMENT(-)
COSTATE_ORACLE_INTEGER_ASSIGNMENT(*)
COSTATE_ORACLE_INTEGER_ASSIGNMENT(/)
#undef COSTATE_ORACLE_INTEGER_ASSIGNMENT

// Functions -------------------------------------------------------------------------------------

inline double digamma(double x) {
  if (x <= 0.0 && std::floor(x) == x)
    return std::numeric_limits<double>::quiet_NaN();
  const double pi = 3.14159265358979323846264338327950288;
  if (x < 0.5)
    return digamma(1.0 - x) - pi / std::tan(pi * x);
  double shift = 0.0;
  for (; x < 12.0; x += 1.0)
    shift -= 1.0 / x;
  double r = 1.0 / (x * x);
  double series = 1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132 -
                  r * (691.0 / 32760 - r * (1.0 / 12))))));
  return shift + std::log(x) - 0.5 / x - r * series;
}

/// f(a) with derivative D (an expression in x = value and f = result, both double).
#define COSTATE_ORACLE_FUNCTION(NAME, D)                                                           \
  template <class T> Dual<T> NAME(const Dual<T> &a) {                                              \
    T result = std::NAME(a.v);                                                                     \
    double x = a.v, f = result;                                                                    \
    (void)x, (void)f;                                                                              \
    return {result, a.d == 0.0 ? 0.0 : a.d * (D)};                                                 \
  }                                                                                                \
  inline Float NAME##f(const Float &a) { return NAME(a); }
COSTATE_ORACLE_FUNCTION(sin, std::cos(x))
COSTATE_ORACLE_FUNCTION(cos, -std::sin(x))
COSTATE_ORACLE_FUNCTION(tan, 1.0 / (std::cos(x) * std::cos(x)))
COSTATE_ORACLE_FUNCTION(asin, 1.0 / std::sqrt((1.0 - x) * (1.0 + x)))
COSTATE_ORACLE_FUNCTION(acos, -1.0 / std::sqrt((1.0 - x) * (1.0 + x)))
COSTATE_ORACLE_FUNCTION(atan, 1.0 / (1.0 + x * x))
COSTATE_ORACLE_FUNCTION(sinh, std::cosh(x))
COSTATE_ORACLE_FUNCTION(cosh, std::sinh(x))
COSTATE_ORACLE_FUNCTION(tanh, 1.0 / (std::cosh(x) * std::cosh(x)))
COSTATE_ORACLE_FUNCTION(asinh, 1.0 / std::sqrt(x * x + 1.0))
COSTATE_ORACLE_FUNCTION(acosh, 1.0 / std::sqrt((x - 1.0) * (x + 1.0)))
COSTATE_ORACLE_FUNCTION(atanh, 1.0 / ((1.0 - x) * (1.0 + x)))
COSTATE_ORACLE_FUNCTION(exp, std::exp(x))
COSTATE_ORACLE_FUNCTION(exp2, std::exp2(x) * 0.693147180559945309417232121458)
COSTATE_ORACLE_FUNCTION(expm1, std::exp(x))
COSTATE_ORACLE_FUNCTION(log, 1.0 / x)
COSTATE_ORACLE_FUNCTION(log2, 1.0 / (x * 0.693147180559945309417232121458))
COSTATE_ORACLE_FUNCTION(log10, 1.0 / (x * 2.302585092994045684017991454684))
COSTATE_ORACLE_FUNCTION(log1p, 1.0 / (1.0 + x))
COSTATE_ORACLE_FUNCTION(sqrt, 0.5 / std::sqrt(x))
COSTATE_ORACLE_FUNCTION(cbrt, 1.0 / (3.0 * std::cbrt(x) * std::cbrt(x)))
COSTATE_ORACLE_FUNCTION(erf, 1.128379167095512573896158903122 * std::exp(-x * x))
COSTATE_ORACLE_FUNCTION(erfc, -1.128379167095512573896158903122 * std::exp(-x * x))
COSTATE_ORACLE_FUNCTION(lgamma, digamma(x))
COSTATE_ORACLE_FUNCTION(tgamma, f * digamma(x))
COSTATE_ORACLE_FUNCTION(fabs, x < 0.0 ? -1.0 : 1.0)
COSTATE_ORACLE_FUNCTION(floor, 0.0)
COSTATE_ORACLE_FUNCTION(ceil, 0.0)
COSTATE_ORACLE_FUNCTION(trunc, 0.0)
COSTATE_ORACLE_FUNCTION(round, 0.0)
COSTATE_ORACLE_FUNCTION(rint, 0.0)
COSTATE_ORACLE_FUNCTION(nearbyint, 0.0)
#undef COSTATE_ORACLE_FUNCTION
template <class T> Dual<T> abs(const Dual<T> &a) { return fabs(a); }

/// f(a, b) with partial derivatives DA and DB (expressions in x, y and the result f).
#define COSTATE_ORACLE_FUNCTION2(NAME, DA, DB)                                                     \
  template <class A, class B, If<A, B> = 0> auto NAME(const A &a, const B &b) {                    \
    auto result = std::NAME(value(a), value(b));                                                   \
    double x = double(value(a)), y = double(value(b)), f = result, d = 0.0;                        \
    (void)x, (void)y, (void)f;                                                                     \
    if (slope(a) != 0.0)                                                                           \
      d += slope(a) * (DA);                                                                        \
    if (slope(b) != 0.0)                                                                           \
      d += slope(b) * (DB);                                                                        \
    return make(result, d);                                                                        \
  }                                                                                                \
  inline Float NAME##f(const Float &a, const Float &b) { return NAME(a, b); }
COSTATE_ORACLE_FUNCTION2(pow, y == 0.0 ? 0.0 : y * std::pow(x, y - 1.0), f * std::log(x))
COSTATE_ORACLE_FUNCTION2(atan2, y / (x * x + y * y), -x / (x * x + y * y))
COSTATE_ORACLE_FUNCTION2(hypot, x / f, y / f)
COSTATE_ORACLE_FUNCTION2(fmod, 1.0, -std::trunc(x / y))
COSTATE_ORACLE_FUNCTION2(remainder, 1.0, -std::nearbyint(x / y))
COSTATE_ORACLE_FUNCTION2(fmin, x <= y ? 1.0 : 0.0, x <= y ? 0.0 : 1.0)
COSTATE_ORACLE_FUNCTION2(fmax, x >= y ? 1.0 : 0.0, x >= y ? 0.0 : 1.0)
COSTATE_ORACLE_FUNCTION2(fdim, x > y ? 1.0 : 0.0, x > y ? -1.0 : 0.0)
COSTATE_ORACLE_FUNCTION2(copysign, std::signbit(x) == std::signbit(y) ? 1.0 : -1.0, 0.0)
#undef COSTATE_ORACLE_FUNCTION2

template <class A, class B, class C, If<A, B, C> = 0>
auto fma(const A &a, const B &b, const C &c) {
  auto exact = a * b + c;
  return make(std::fma(value(a), value(b), value(c)), slope(exact));
}
template <class A, class B, class C, If<A, B, C> = 0>
auto hypot(const A &a, const B &b, const C &c) {
  double f = std::hypot(double(value(a)), double(value(b)), double(value(c)));
  return make(std::hypot(value(a), value(b), value(c)),
              (value(a) * slope(a) + value(b) * slope(b) + value(c) * slope(c)) / f);
}
template <class T> Dual<T> ldexp(const Dual<T> &a, int e) {
  return {std::ldexp(a.v, e), std::ldexp(a.d, e)};
}
template <class T> bool isnan(const Dual<T> &a) { return std::isnan(a.v); }
template <class T> bool isinf(const Dual<T> &a) { return std::isinf(a.v); }
template <class T> bool isfinite(const Dual<T> &a) { return std::isfinite(a.v); }
template <class T> bool signbit(const Dual<T> &a) { return std::signbit(a.v); }

// std::min(x, 0.0): two doubles in the program, a dual and a double here.
template <class A, class B, If<A, B> = 0, std::enable_if_t<!std::is_same_v<A, B>, int> = 0>
Double min(const A &a, const B &b) {
  return b < a ? Double(b) : Double(a);
}
template <class A, class B, If<A, B> = 0, std::enable_if_t<!std::is_same_v<A, B>, int> = 0>
Double max(const A &a, const B &b) {
  return a < b ? Double(b) : Double(a);
}
template <class A, class B, class C, If<A, B, C> = 0,
          std::enable_if_t<!(std::is_same_v<A, B> && std::is_same_v<B, C>), int> = 0>
Double clamp(const A &a, const B &low, const C &high) {
  return a < low ? Double(low) : high < a ? Double(high) : Double(a);
}

template <class T> std::ostream &operator<<(std::ostream &out, const Dual<T> &a) { return out << a.v; }
template <class T> std::istream &operator>>(std::istream &in, Dual<T> &a) {
  a.d = 0.0;
  return in >> a.v;
}

} // namespace costate_oracle

namespace std {
/// The limits of the numbers themselves, as duals, so that std::min(x, limit) has one type.
template <class T> struct numeric_limits<costate_oracle::Dual<T>> : numeric_limits<T> {
  using Number = costate_oracle::Dual<T>;
  static constexpr Number min() { return numeric_limits<T>::min(); }
  static constexpr Number max() { return numeric_limits<T>::max(); }
  static constexpr Number lowest() { return numeric_limits<T>::lowest(); }
  static constexpr Number epsilon() { return numeric_limits<T>::epsilon(); }
  static constexpr Number infinity() { return numeric_limits<T>::infinity(); }
  static constexpr Number quiet_NaN() { return numeric_limits<T>::quiet_NaN(); }
};
template <class T> struct hash<costate_oracle::Dual<T>> {
  size_t operator()(const costate_oracle::Dual<T> &a) const { return hash<T>()(a.v); }
};
template <class T> string to_string(const costate_oracle::Dual<T> &a) { return to_string(a.v); }
#define COSTATE_ORACLE_USE(NAME) using costate_oracle::NAME;
COSTATE_ORACLE_USE(sin) COSTATE_ORACLE_USE(cos) COSTATE_ORACLE_USE(tan)
COSTATE_ORACLE_USE(asin) COSTATE_ORACLE_USE(acos) COSTATE_ORACLE_USE(atan)
COSTATE_ORACLE_USE(sinh) COSTATE_ORACLE_USE(cosh) COSTATE_ORACLE_USE(tanh)
COSTATE_ORACLE_USE(asinh) COSTATE_ORACLE_USE(acosh) COSTATE_ORACLE_USE(atanh)
COSTATE_ORACLE_USE(exp) COSTATE_ORACLE_USE(exp2) COSTATE_ORACLE_USE(expm1)
COSTATE_ORACLE_USE(log) COSTATE_ORACLE_USE(log2) COSTATE_ORACLE_USE(log10)
COSTATE_ORACLE_USE(log1p) COSTATE_ORACLE_USE(sqrt) COSTATE_ORACLE_USE(cbrt)
COSTATE_ORACLE_USE(erf) COSTATE_ORACLE_USE(erfc) COSTATE_ORACLE_USE(lgamma)
COSTATE_ORACLE_USE(tgamma) COSTATE_ORACLE_USE(fabs) COSTATE_ORACLE_USE(abs)
COSTATE_ORACLE_USE(floor) COSTATE_ORACLE_USE(ceil) COSTATE_ORACLE_USE(trunc)
COSTATE_ORACLE_USE(round) COSTATE_ORACLE_USE(rint) COSTATE_ORACLE_USE(nearbyint)
COSTATE_ORACLE_USE(pow) COSTATE_ORACLE_USE(atan2) COSTATE_ORACLE_USE(hypot)
COSTATE_ORACLE_USE(fmod) COSTATE_ORACLE_USE(remainder) COSTATE_ORACLE_USE(fmin)
COSTATE_ORACLE_USE(fmax) COSTATE_ORACLE_USE(fdim) COSTATE_ORACLE_USE(copysign)
COSTATE_ORACLE_USE(fma) COSTATE_ORACLE_USE(ldexp) COSTATE_ORACLE_USE(isnan)
COSTATE_ORACLE_USE(isinf) COSTATE_ORACLE_USE(isfinite) COSTATE_ORACLE_USE(signbit)
COSTATE_ORACLE_USE(min) COSTATE_ORACLE_USE(max) COSTATE_ORACLE_USE(clamp)
#undef COSTATE_ORACLE_USE
} // namespace std

#endif // COSTATE_TEST_ORACLE_DUAL_HPP
