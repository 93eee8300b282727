// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The arguments of a checked call: storage for their values, directions and adjoints, and walks
// over all numbers in them.

#ifndef COSTATE_API_CHECKED_HPP
#define COSTATE_API_CHECKED_HPP

#include "call.hpp"

#include <cmath>
#include <complex>
#include <vector>

namespace costate {
namespace detail {

//===------------------------- walks over numbers -------------------------===//

/// Whether `visit` reaches every number of a T.
template <class T> constexpr bool is_visitable() { return has_inner_product<T>(); }

template <class F, class T, class... More> void visit(F &&f, T &x, More &...more);

template <class F, std::size_t... I, class T, class... More>
void visit_parts(F &&f, std::index_sequence<I...>, T &x, More &...more) {
  const auto one = [&](auto index) {
    visit(f, std::get<decltype(index)::value>(x), std::get<decltype(index)::value>(more)...);
  };
  (one(std::integral_constant<std::size_t, I>{}), ...);
}

/// Calls f with corresponding numbers of objects of one shape.
template <class F, class T, class... More> void visit(F &&f, T &x, More &...more) {
  constexpr kind what = kind_of<std::remove_cv_t<T>>();
  if constexpr (what == kind::number) {
    f(x, more...);
  } else if constexpr (what == kind::complex) {
    // [complex.numbers.general]: an array of two.
    using number = std::conditional_t<std::is_const_v<T>, const typename T::value_type,
                                      typename T::value_type>;
    for (int part = 0; part < 2; part++)
      f(reinterpret_cast<number *>(&x)[part],
        reinterpret_cast<typename std::remove_cv_t<T>::value_type *>(&more)[part]...);
  } else if constexpr (what == kind::array || what == kind::vector) {
    for (std::size_t i = 0; i < x.size(); i++)
      visit(f, x[i], more[i]...);
  } else if constexpr (what == kind::matrix) {
    for (decltype(x.cols()) j = 0; j < x.cols(); j++)
      for (decltype(x.rows()) i = 0; i < x.rows(); i++)
        f(x.coeffRef(i, j), more.coeffRef(i, j)...);
  } else if constexpr (what == kind::product) {
    visit_parts(f, std::make_index_sequence<std::tuple_size_v<std::remove_cv_t<T>>>{}, x, more...);
  }
}

/// Reproducible numbers in (-1, 1), away from zero.
class directions {
public:
  explicit directions(unsigned long long seed) : state(2 * seed + 1) {}
  double next() {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL; // Knuth's MMIX
    const double unit = static_cast<double>(state >> 11) * 0x1p-53;
    return unit < 0.5 ? -1.0 + 1.8 * unit : -0.8 + 1.8 * unit;
  }

private:
  unsigned long long state;
};

//===------------------------------- arguments ----------------------------===//

/// What a differentiated parameter P is given: its value x, a direction and an adjoint.
template <class P> struct active_argument {
  using T = plain<P>;
  static constexpr bool is_output =
      std::is_lvalue_reference_v<P> && !std::is_const_v<std::remove_reference_t<P>>;
  T x, direction, bar;

  template <class A>
  explicit active_argument(A &given)
      : x(primal_of(given)), direction(zero_like<T>(x)), bar(zero_like<T>(x)) {}
  P primal() { return static_cast<P>(x); }
  typename tangent<P>::type along() { return static_cast<typename tangent<P>::type>(direction); }
  typename adjoint<P>::type place() { return &bar; }
  template <class F> void each(F &&f) { visit(f, x, direction, bar); }
};

/// A pointer: wrt(p, extent).
template <class E> struct active_argument<E *> {
  using T = std::remove_cv_t<E>;
  static constexpr bool is_output = !std::is_const_v<E>;
  std::vector<T> x, direction, bar;

  template <class A>
  explicit active_argument(A &given)
      : x(given.value, given.value + given.derivative), direction(zero_like(x)), bar(zero_like(x)) {
  }
  E *primal() { return x.data(); }
  E *along() { return direction.data(); }
  T *place() { return bar.data(); }
  template <class F> void each(F &&f) { visit(f, x, direction, bar); }
};
template <class E> struct active_argument<E *const> : active_argument<E *> {
  using active_argument<E *>::active_argument;
};

/// What is not differentiated, as it was written.
template <class P, class A> struct constant_argument {
  static constexpr bool is_output = false;
  A &given;
  explicit constant_argument(A &given) : given(given) {}
  decltype(auto) primal() { return primal_of(given); }
  template <class F> void each(F &&) {}
};

template <bool Active, class P, class A>
using checked_argument = std::conditional_t<Active, active_argument<P>,
                                            constant_argument<P, std::remove_reference_t<A>>>;

} // namespace detail
} // namespace costate

#endif // COSTATE_API_CHECKED_HPP
