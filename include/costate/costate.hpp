// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What user programs include: derivatives of ordinary functions as ordinary expressions.
//
//   auto [dx, dy] = costate::gradient<f>(x, y);                    // reverse mode
//   auto [v, g]   = costate::value_and_gradient<f>(x);
//   auto [v, dv]  = costate::jvp<f>(costate::wrt(x, x_dot), y);    // forward mode
//   costate::gradient<g>(costate::wrt(p, p_bar), n);               // p_bar[i] += dg/dp[i]
//   auto weights_bar = costate::gradient<&Model::loss>(model, weights);
//   auto slope    = costate::gradient([&](double t) { return model.at(t); }, 0.5);
//
// Header-only C++17; parses in every compiler and without costate's plugin. Each use instantiates
// `detail::request<...>::invoke`, a static member over scalars, pointers and references whose body
// is a stub. costate's clang plugin replaces that body; for every other compiler, `costate build
// FILE` makes an object with the same symbols. The header holds no numerics: costate/runtime.hpp
// has those. docs/Header.md is the reference.

#ifndef COSTATE_COSTATE_HPP
#define COSTATE_COSTATE_HPP

#include "api/jacobian.hpp"

// Annotations that compilers without costate's plugin do not warn about:
//   COSTATE_GRAD("x, p") double f(double x, const double *p, int n);
#if defined(__COSTATE__)
#define COSTATE_GRAD(...) [[costate::grad(__VA_ARGS__)]]
#define COSTATE_VJP(...) [[costate::vjp(__VA_ARGS__)]]
#define COSTATE_JVP(...) [[costate::jvp(__VA_ARGS__)]]
#define COSTATE_HVP(...) [[costate::hvp(__VA_ARGS__)]]
#define COSTATE_DIFFERENTIABLE [[costate::differentiable]]
#define COSTATE_INACTIVE [[costate::inactive]]
#define COSTATE_DERIVATIVE_OF(...) [[costate::derivative_of(__VA_ARGS__)]]
#else
#define COSTATE_GRAD(...)
#define COSTATE_VJP(...)
#define COSTATE_JVP(...)
#define COSTATE_HVP(...)
#define COSTATE_DIFFERENTIABLE
#define COSTATE_INACTIVE
#define COSTATE_DERIVATIVE_OF(...)
#endif

namespace costate {

/// The value of `x` without its derivative: within differentiated code a constant, of any type that
/// can be copied.
template <class T> COSTATE_INACTIVE std::remove_cv_t<T> stop_gradient(const T &x) { return x; }

//===------------------------------ derivatives ---------------------------===//

/// The gradient of F, in reverse mode, at these arguments: one value for one differentiated
/// parameter, a std::tuple for several. Without any mark, every floating-point value and every
/// object is differentiated, but for a member function's object; with marks, only the marked ones.
/// What wrt(p, p_bar) designates is added to and is not part of the result.
template <auto F, class... A> auto gradient(A &&...arguments) {
  if constexpr (detail::check_named<detail::grad_mode, F, A...>)
    return detail::named_call<detail::grad_mode, F, A...>::template gradient<false>(
        static_cast<A &&>(arguments)...);
}

/// The gradient of a lambda or another callable object. What it holds is constant, unless the
/// callable itself is marked, wrt(callable, callable_bar).
template <class C, class... A> auto gradient(C &&callable, A &&...arguments) {
  if constexpr (detail::check_callable<detail::grad_mode, C, A...>)
    return detail::callable_call<detail::grad_mode, C, A...>::template gradient<false>(
        static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

/// {F's value, its gradient} as a std::pair; the value alone where nothing is returned by gradient.
template <auto F, class... A> auto value_and_gradient(A &&...arguments) {
  if constexpr (detail::check_named<detail::grad_mode, F, A...>)
    return detail::named_call<detail::grad_mode, F, A...>::template gradient<true>(
        static_cast<A &&>(arguments)...);
}
template <class C, class... A> auto value_and_gradient(C &&callable, A &&...arguments) {
  if constexpr (detail::check_callable<detail::grad_mode, C, A...>)
    return detail::callable_call<detail::grad_mode, C, A...>::template gradient<true>(
        static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

/// The gradient of the inner product of `seed` and the result: vjp<f>(seed, x...) for a function
/// that returns a value. For a function that returns nothing there is no seed: mark the output
/// with wrt(y, y_bar); y_bar is consumed.
template <auto F, class... A> auto vjp(A &&...arguments) {
  using traits = typename detail::named<F>::traits;
  if constexpr (!traits::supported) {
    static_cast<void>(detail::check_named<detail::vjp_mode, F, A...>);
  } else if constexpr (std::is_void_v<typename traits::result>) {
    if constexpr (detail::check_named<detail::vjp_mode, F, A...>)
      return detail::named_call<detail::vjp_mode, F, A...>::template gradient<false>(
          static_cast<A &&>(arguments)...);
  } else {
    return detail::seeded_vjp<F>(static_cast<A &&>(arguments)...);
  }
}
/// vjp(callable, seed, x...), or vjp(callable, x...) where the callable returns nothing.
template <class C, class... A> auto vjp(C &&callable, A &&...arguments) {
  if constexpr (detail::is_unseeded<C, A...>()) {
    if constexpr (detail::check_callable<detail::vjp_mode, C, A...>)
      return detail::callable_call<detail::vjp_mode, C, A...>::template gradient<false>(
          static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
  } else {
    return detail::seeded_callable_vjp(static_cast<C &&>(callable),
                                       static_cast<A &&>(arguments)...);
  }
}

/// {F's value, its derivative in the marked direction} as a std::pair; nothing for a function that
/// returns nothing. Every differentiated argument is written wrt(x, x_dot); p_dot for a pointer p
/// has p's own type.
template <auto F, class... A> auto jvp(A &&...arguments) {
  if constexpr (detail::check_named<detail::jvp_mode, F, A...>)
    return detail::named_call<detail::jvp_mode, F, A...>::forward(static_cast<A &&>(arguments)...);
}
template <class C, class... A> auto jvp(C &&callable, A &&...arguments) {
  if constexpr (detail::check_callable<detail::jvp_mode, C, A...>)
    return detail::callable_call<detail::jvp_mode, C, A...>::forward(
        static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

/// The Hessian times the marked direction: wrt(x, x_dot) for a value or object, whose product is
/// returned; wrt(p, p_dot, p_hv) for a pointer, whose product is added to p_hv.
template <auto F, class... A> auto hvp(A &&...arguments) {
  if constexpr (detail::check_named<detail::hvp_mode, F, A...>)
    return detail::named_call<detail::hvp_mode, F, A...>::product(static_cast<A &&>(arguments)...);
}
template <class C, class... A> auto hvp(C &&callable, A &&...arguments) {
  if constexpr (detail::check_callable<detail::hvp_mode, C, A...>)
    return detail::callable_call<detail::hvp_mode, C, A...>::product(
        static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

} // namespace costate

#endif // COSTATE_COSTATE_HPP
