// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Marks on arguments: what is differentiated, and where its derivative goes.

#ifndef COSTATE_API_MARKS_HPP
#define COSTATE_API_MARKS_HPP

#include <type_traits>

namespace costate {

namespace detail {

// T is an lvalue reference for an lvalue, a plain type for an rvalue (which is kept).
template <class T> struct marked {
  T value;
};
template <class T, class D> struct marked_with {
  T value;
  D derivative;
};
template <class T, class D, class H> struct marked_with_product {
  T value;
  D tangent;
  H product;
};
template <class T> struct fixed {
  T value;
};

enum class mark { none, alone, with_derivative, with_product, constant };

template <class A> struct argument {
  static constexpr mark how = mark::none;
  using value = A;
};
template <class T> struct argument<marked<T>> {
  static constexpr mark how = mark::alone;
  using value = T;
};
template <class T, class D> struct argument<marked_with<T, D>> {
  static constexpr mark how = mark::with_derivative;
  using value = T;
  using derivative = D;
};
template <class T, class D, class H> struct argument<marked_with_product<T, D, H>> {
  static constexpr mark how = mark::with_product;
  using value = T;
  using derivative = D;
  using product = H;
};
template <class T> struct argument<fixed<T>> {
  static constexpr mark how = mark::constant;
  using value = T;
};

template <class A> using bare = std::remove_cv_t<std::remove_reference_t<A>>;
template <class A> inline constexpr mark mark_of = argument<bare<A>>::how;
template <class A>
inline constexpr bool is_wrt = mark_of<A> != mark::none && mark_of<A> != mark::constant;

/// The argument as it was written, without its mark: a reference for an lvalue.
template <class A> struct primal {
  using type = typename argument<bare<A>>::value;
};
template <class A>
using primal_t = std::conditional_t<mark_of<A> == mark::none, A, typename primal<A>::type>;

/// The argument as the function itself gets it.
template <class A> decltype(auto) primal_of(A &&a) {
  if constexpr (mark_of<A> == mark::none)
    return static_cast<A &&>(a);
  else
    return (static_cast<bare<A> &>(a).value);
}

} // namespace detail

/// Differentiate with respect to this argument; its derivative is returned.
template <class T> detail::marked<T> wrt(T &&value) { return {static_cast<T &&>(value)}; }

/// Reverse mode: `derivative` is where the adjoint of the pointer or reference `value` is added.
/// Forward mode: `derivative` is the tangent of `value`.
template <class T, class D> detail::marked_with<T, D> wrt(T &&value, D &&derivative) {
  return {static_cast<T &&>(value), static_cast<D &&>(derivative)};
}

/// Hessian-vector products: `tangent` is the direction, the product is added into `product`.
template <class T, class D, class H>
detail::marked_with_product<T, D, H> wrt(T &&value, D &&tangent, H &&product) {
  return {static_cast<T &&>(value), static_cast<D &&>(tangent), static_cast<H &&>(product)};
}

/// Not differentiated, although it carries floating-point values.
template <class T> detail::fixed<T> constant(T &&value) { return {static_cast<T &&>(value)}; }

} // namespace costate

#endif // COSTATE_API_MARKS_HPP
