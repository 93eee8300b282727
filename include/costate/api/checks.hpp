// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything that can be wrong with a call of a derivative, each in one sentence.

#ifndef COSTATE_API_CHECKS_HPP
#define COSTATE_API_CHECKS_HPP

#include "signature.hpp"

namespace costate {
namespace detail {

/// The parameters that a call differentiates: the marked ones, else every value that carries
/// derivatives, but for the object of a member function or a callable.
template <bool HasObject, class... P, class... A>
constexpr unsigned long long wrt_mask(types<P...>, types<A...>) {
  const bool any = (false || ... || is_wrt<A>);
  const bool marked[] = {false, is_wrt<A>...};
  const bool unmarked[] = {false, (is_default<P> && mark_of<A> == mark::none)...};
  unsigned long long mask = 0;
  for (std::size_t i = 0; i < sizeof...(P); i++) {
    const bool chosen = any ? marked[i + 1] : unmarked[i + 1] && !(HasObject && i == 0);
    mask |= static_cast<unsigned long long>(chosen) << i;
  }
  return mask;
}

/// Whether the derivative given with wrt(value, derivative) suits the parameter P. A pointer or
/// reference takes storage; a value takes a value (its tangent).
template <class P, class D, bool Written> constexpr bool derivative_fits() {
  if constexpr (is_pointer<P>)
    return std::is_convertible_v<
        D, std::conditional_t<Written, typename adjoint<P>::type, std::remove_cv_t<P>>>;
  else if constexpr (std::is_reference_v<P> && Written)
    return std::is_convertible_v<std::remove_reference_t<D> *, typename adjoint<P>::type>;
  else if constexpr (std::is_reference_v<P>)
    return std::is_convertible_v<std::remove_reference_t<D> *, std::remove_reference_t<P> *>;
  else
    return !Written && std::is_convertible_v<D, P>;
}

template <class P, class A> constexpr bool check_argument_common() {
  using given = decltype(primal_of(std::declval<A>()));
  constexpr bool converts = std::is_convertible_v<given, P>;
  constexpr bool carries = !is_wrt<A> || is_differentiable<P>();
  constexpr bool is_extended = std::is_same_v<plain<P>, long double>;
  static_assert(converts, "costate: this argument does not convert to the type of its parameter");
  static_assert(carries, "costate: this argument cannot be differentiated: costate::wrt takes a "
                         "floating-point value, an object, or a pointer or reference to "
                         "floating-point data");
  static_assert(!is_extended, "costate: 'long double' is not yet supported");
  return converts && carries && !is_extended;
}

/// Whether a derivative of the parameter's type can be made from the argument.
template <class P, class A> constexpr bool check_returned() {
  using T = plain<P>;
  using given = bare<decltype(primal_of(std::declval<A>()))>;
  if constexpr (is_class<T>) {
    constexpr bool is_own = std::is_same_v<given, T> || !std::is_base_of_v<T, given>;
    static_assert(is_own, "costate: the argument's class is derived from that of the parameter: "
                          "give its derivative a place, costate::wrt(x, x_bar), or keep it "
                          "constant, costate::constant(x)");
    constexpr bool is_final = !std::is_polymorphic_v<T>;
    static_assert(is_final, "costate: an object with virtual functions cannot be copied to make "
                            "its derivative: give it a place, costate::wrt(x, x_bar), or keep it "
                            "constant, costate::constant(x)");
    constexpr bool is_copied = !is_final || std::is_copy_constructible_v<T>;
    static_assert(is_copied, "costate: this class cannot be copied to make its derivative: give it "
                             "a place, costate::wrt(x, x_bar), or keep it constant, "
                             "costate::constant(x)");
    return is_own && is_final && is_copied;
  } else {
    return true;
  }
}

/// The argument A for the parameter P in gradient and vjp.
template <class P, class A, bool Active> constexpr bool check_reverse_argument() {
  constexpr mark how = mark_of<A>;
  if constexpr (!check_argument_common<P, A>()) {
    return false;
  } else if constexpr (how == mark::with_product) {
    static_assert(how != mark::with_product,
                  "costate: wrt with three arguments belongs to costate::hvp");
    return false;
  } else if constexpr (how == mark::alone) {
    static_assert(is_returned<P>, "costate: the derivative of a pointer or array needs a place: "
                                  "write costate::wrt(p, p_bar); p_bar[i] is added to");
    if constexpr (is_returned<P>)
      return check_returned<P, A>();
    else
      return false;
  } else if constexpr (how == mark::with_derivative) {
    using D = typename argument<bare<A>>::derivative;
    static_assert(!is_value<P>, "costate: the derivative of a value is returned: write "
                                "costate::wrt(x) without a second argument");
    static_assert(is_value<P> || derivative_fits<P, D, true>(),
                  "costate: in costate::wrt(p, p_bar), p_bar must point to writable data of the "
                  "type that the parameter p points to");
    return !is_value<P> && derivative_fits<P, D, true>();
  } else if constexpr (Active) {
    return check_returned<P, A>();
  } else {
    return true;
  }
}

/// The argument A for the parameter P in jvp and hvp.
template <class P, class A, bool Product> constexpr bool check_forward_argument() {
  constexpr mark how = mark_of<A>;
  if constexpr (!check_argument_common<P, A>()) {
    return false;
  } else if constexpr (how == mark::alone) {
    static_assert(how != mark::alone, "costate: forward mode needs the direction: write "
                                      "costate::wrt(x, x_dot)");
    return false;
  } else if constexpr (how == mark::with_product) {
    using D = typename argument<bare<A>>::derivative;
    using H = typename argument<bare<A>>::product;
    static_assert(Product, "costate: wrt with three arguments belongs to costate::hvp");
    static_assert(!is_value<P>, "costate: the Hessian-vector product of a value is returned: write "
                                "costate::wrt(x, x_dot)");
    constexpr bool fits =
        is_value<P> || (derivative_fits<P, D, false>() && derivative_fits<P, H, true>());
    static_assert(fits, "costate: in costate::wrt(p, p_dot, p_hv), p_dot and p_hv must point to "
                        "data of the type that the parameter p points to, p_hv writable");
    return Product && !is_value<P> && fits;
  } else if constexpr (how == mark::with_derivative) {
    using D = typename argument<bare<A>>::derivative;
    constexpr bool fits = derivative_fits<P, D, false>();
    static_assert(fits, "costate: in costate::wrt(x, x_dot), the tangent x_dot has the type of "
                        "the parameter x (for a pointer or reference: data of the same type)");
    static_assert(!Product || is_returned<P>,
                  "costate: the Hessian-vector product of a pointer or array needs a place: write "
                  "costate::wrt(p, p_dot, p_hv); p_hv[i] is added to");
    if constexpr (fits && Product && is_returned<P>)
      return check_returned<P, A>();
    else
      return fits && (!Product || is_returned<P>);
  } else {
    return true;
  }
}

template <int Mode, unsigned long long Wrt, class... P, class... A, std::size_t... I>
constexpr bool check_arguments(types<P...>, types<A...>, std::index_sequence<I...>) {
  if constexpr (Mode == grad_mode || Mode == vjp_mode)
    return (true && ... && check_reverse_argument<P, A, has_bit(Wrt, I)>());
  else
    return (true && ... && check_forward_argument<P, A, Mode == hvp_mode>());
}

/// Whether the result suits the mode. vjp takes a class whose numbers are in reach of an inner
/// product, or that is copied bit by bit.
template <int Mode, class R> constexpr bool check_result() {
  if constexpr (Mode == grad_mode || Mode == hvp_mode) {
    static_assert(std::is_floating_point_v<R>,
                  "costate: a gradient needs a function that returns a floating-point value; for "
                  "other results use costate::vjp, costate::jvp or costate::jacobian");
    return std::is_floating_point_v<R>;
  } else if constexpr (is_class<R> && kind_of<R>() != kind::constant) {
    constexpr bool is_reached =
        Mode == jvp_mode || has_inner_product<R>() || std::is_trivially_copyable_v<R>;
    static_assert(is_reached, "costate: vjp of a function that returns this class is not "
                              "supported: return numbers, std::array, std::vector, std::pair, "
                              "std::tuple, a matrix or a plain struct, or write through a "
                              "reference");
    return is_reached;
  } else {
    constexpr bool fits = std::is_floating_point_v<R> || std::is_void_v<R>;
    static_assert(fits, "costate: the function returns nothing that has a derivative: it must "
                        "return floating-point values, an object that holds some, or nothing");
    return fits;
  }
}

/// A call of the function G over scalars, pointers and references.
template <int Mode, auto G, bool HasObject, class... A> constexpr bool check_lowered_call() {
  using traits = function<decltype(G)>;
  using parameters = typename traits::parameters;
  static_assert(traits::arity <= 62, "costate: more than 62 parameters are not supported");
  if constexpr (traits::arity > 62 || !check_result<Mode, typename traits::result>()) {
    return false;
  } else {
    constexpr unsigned long long mask = wrt_mask<HasObject>(parameters{}, types<A...>{});
    if constexpr (check_arguments<Mode, mask>(parameters{}, types<A...>{},
                                              std::index_sequence_for<A...>{})) {
      constexpr bool is_forward = Mode == jvp_mode || Mode == hvp_mode;
      constexpr bool any = is_forward ? (false || ... || is_wrt<A>) : mask != 0;
      static_assert(any || is_forward,
                    "costate: nothing to differentiate: mark a pointer with "
                    "costate::wrt(p, p_bar); integers and unmarked pointers are constants");
      static_assert(any || !is_forward,
                    "costate: nothing to differentiate: mark at least one argument with its "
                    "direction, costate::wrt(x, x_dot)");
      return any;
    }
  }
  return false;
}

/// costate::gradient<F>(A...)
template <int Mode, auto F, class... A> constexpr bool check_call(const named<F> *) {
  using traits = function<decltype(F)>;
  static_assert(traits::supported,
                "costate: this cannot be differentiated: give a function, a member function "
                "(&S::f), or a callable object as the first argument");
  if constexpr (traits::supported) {
    constexpr bool arity_fits = sizeof...(A) == traits::arity;
    static_assert(arity_fits, "costate: the number of arguments differs from the number of the "
                              "function's parameters (default arguments must be written out, a "
                              "member function's object comes first)");
    if constexpr (arity_fits)
      return check_lowered_call<Mode, named<F>::get(), traits::has_object, A...>();
  }
  return false;
}

/// costate::gradient(callable, A...)
template <int Mode, class C, class... P, class Callable, class... A>
constexpr bool check_call(const called<C, P...> *, types<Callable, A...>) {
  using source = called<C, P...>;
  static_assert(source::supported,
                "costate: write costate::gradient<f>(...) for a function; the first argument of "
                "costate::gradient(...) is a lambda or another callable object");
  if constexpr (source::supported) {
    static_assert(source::invocable,
                  "costate: the callable cannot be called with arguments of these types");
    if constexpr (source::invocable) {
      using traits = function<decltype(source::get())>;
      constexpr bool arity_fits = sizeof...(A) + 1 == traits::arity;
      static_assert(arity_fits, "costate: the number of arguments differs from the number of the "
                                "callable's parameters");
      if constexpr (arity_fits)
        return check_lowered_call<Mode, source::get(), true, Callable, A...>();
    }
  }
  return false;
}

} // namespace detail
} // namespace costate

#endif // COSTATE_API_CHECKS_HPP
