// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What user programs include: derivatives of ordinary functions as ordinary expressions.
//
//   auto [dx, dy] = costate::gradient<f>(x, y);                    // reverse mode
//   auto [v, g]   = costate::value_and_gradient<f>(x);
//   auto [v, dv]  = costate::jvp<f>(costate::wrt(x, x_dot), y);    // forward mode
//   costate::gradient<g>(costate::wrt(p, p_bar), n);               // p_bar[i] += dg/dp[i]
//
// Header-only C++17; parses in every compiler and without costate's plugin. Each use instantiates
// `detail::request<...>::invoke`, a static member over scalars and pointers whose body is a stub.
// costate's clang plugin replaces that body; for every other compiler, `costate build FILE` makes
// an object with the same symbols. The header holds no numerics: costate/runtime.hpp has those.

#ifndef COSTATE_COSTATE_HPP
#define COSTATE_COSTATE_HPP

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <tuple>
#include <type_traits>
#include <utility>

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

// A stub must stay a call: its body is replaced after the compiler's front end, or at link time.
#if defined(__clang__)
#define COSTATE_DETAIL_STUB __attribute__((noinline))
#elif defined(__GNUC__)
#define COSTATE_DETAIL_STUB __attribute__((noipa))
#elif defined(_MSC_VER)
#define COSTATE_DETAIL_STUB __declspec(noinline)
#else
#define COSTATE_DETAIL_STUB
#endif
#if defined(_MSC_VER) && !defined(__clang__)
#define COSTATE_DETAIL_FUNCTION __FUNCSIG__
#else
#define COSTATE_DETAIL_FUNCTION __PRETTY_FUNCTION__
#endif

namespace costate {

namespace detail {

/// The kinds of derivatives; the plugin reads the numbers.
enum : int { grad_mode = 0, vjp_mode = 1, jvp_mode = 2, hvp_mode = 3 };

[[noreturn]] inline void missing_derivative(const char *request) {
  std::fprintf(stderr,
               "costate: %s was compiled without the costate plugin, and no object made by "
               "'costate build' is linked\n",
               request);
  std::abort();
}

/// One derivative of the function F with respect to the parameters whose bits are set in `Wrt`.
/// `Signature` is the derivative's own (see detail::signature); `Mode` is one of the above.
template <int Mode, auto F, unsigned long long Wrt, class Signature> struct request;

template <int Mode, auto F, unsigned long long Wrt, class R, class... P>
struct request<Mode, F, Wrt, R(P...)> {
  COSTATE_DETAIL_STUB static R invoke(P...) { missing_derivative(COSTATE_DETAIL_FUNCTION); }
};

//===--------------------------- marked arguments -------------------------===//

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
};
template <class T> struct argument<marked<T>> {
  static constexpr mark how = mark::alone;
};
template <class T, class D> struct argument<marked_with<T, D>> {
  static constexpr mark how = mark::with_derivative;
  using derivative = D;
};
template <class T, class D, class H> struct argument<marked_with_product<T, D, H>> {
  static constexpr mark how = mark::with_product;
  using derivative = D;
  using product = H;
};
template <class T> struct argument<fixed<T>> {
  static constexpr mark how = mark::constant;
};
template <class A> using bare = std::remove_cv_t<std::remove_reference_t<A>>;
template <class A> inline constexpr mark mark_of = argument<bare<A>>::how;
template <class A>
inline constexpr bool is_wrt = mark_of<A> != mark::none && mark_of<A> != mark::constant;

/// The argument as the function itself gets it.
template <class A> decltype(auto) primal_of(A &&a) {
  if constexpr (mark_of<A> == mark::none)
    return static_cast<A &&>(a);
  else
    return (static_cast<bare<A> &>(a).value);
}

//===----------------------- functions and parameters ---------------------===//

template <class... T> struct types {};

template <class F> struct function {
  static constexpr bool supported = false;
};
template <class R, class... P> struct function<R (*)(P...)> {
  static constexpr bool supported = true;
  static constexpr std::size_t arity = sizeof...(P);
  using result = R;
  using parameters = types<P...>;
};
template <class R, class... P> struct function<R (*)(P...) noexcept> : function<R (*)(P...)> {};

template <class P> inline constexpr bool is_value = std::is_floating_point_v<std::remove_cv_t<P>>;
/// A floating-point value, or a constant reference to one: the derivative is returned.
template <class P>
inline constexpr bool is_returned =
    is_value<P> || (std::is_reference_v<P> && is_value<std::remove_reference_t<P>>);
template <class P>
inline constexpr bool is_default =
    is_value<P> || (is_returned<P> && std::is_const_v<std::remove_reference_t<P>>);
template <class P> inline constexpr bool is_pointer = std::is_pointer_v<std::remove_cv_t<P>>;
template <class P> inline constexpr bool is_object_reference = std::is_reference_v<P>;

/// What a pointer or reference parameter designates.
template <class P> struct designated {
  using type = std::remove_pointer_t<std::remove_cv_t<std::remove_reference_t<P>>>;
};
template <class P> struct designated<P &> {
  using type = P;
};
template <class P>
inline constexpr bool designates_data =
    std::is_floating_point_v<
        std::remove_cv_t<std::remove_all_extents_t<typename designated<P>::type>>> ||
    std::is_class_v<std::remove_cv_t<std::remove_all_extents_t<typename designated<P>::type>>>;
template <class P>
inline constexpr bool is_differentiable =
    is_value<P> || ((is_pointer<P> || std::is_lvalue_reference_v<P>) && designates_data<P>);

/// Where the adjoint of a parameter is accumulated.
template <class P> struct adjoint {
  using type = std::remove_const_t<typename designated<P>::type> *;
};
/// The tangent of a parameter follows the parameter's own type.
template <class P> struct tangent {
  using type = std::remove_cv_t<P>;
};
template <class P> struct tangent<P &> {
  using type = P &;
};

//===------------------------- derivatives' types -------------------------===//

constexpr bool has_bit(unsigned long long mask, std::size_t index) { return (mask >> index) & 1u; }

template <class A, class B> struct join;
template <class... A, class... B> struct join<types<A...>, types<B...>> {
  using type = types<A..., B...>;
};
template <class A, class B> using join_t = typename join<A, B>::type;

/// Map applied to the parameters whose bits are set in `Wrt`.
template <template <class> class Map, unsigned long long Wrt, class List> struct selected;
template <template <class> class Map, unsigned long long Wrt> struct selected<Map, Wrt, types<>> {
  using type = types<>;
};
template <template <class> class Map, unsigned long long Wrt, class P, class... Rest>
struct selected<Map, Wrt, types<P, Rest...>> {
  using rest = typename selected<Map, (Wrt >> 1), types<Rest...>>::type;
  using type =
      std::conditional_t<(Wrt & 1u) != 0, join_t<types<typename Map<P>::type>, rest>, rest>;
};
template <template <class> class Map, unsigned long long Wrt, class List>
using selected_t = typename selected<Map, Wrt, List>::type;

template <class R, class List> struct make_signature;
template <class R, class... P> struct make_signature<R, types<P...>> {
  using type = R(P...);
};

/// The signature of a derivative over scalars and pointers, as docs/GettingStarted.md lists them.
template <int Mode, class F, unsigned long long Wrt> struct signature {
  using result = typename F::result;
  using parameters = typename F::parameters;
  template <class R, class... Extra> static auto build() {
    if constexpr (Mode == jvp_mode || Mode == hvp_mode)
      return join_t<parameters, selected_t<tangent, Wrt, parameters>>{};
    else if constexpr (Mode == vjp_mode && !std::is_void_v<R>)
      return join_t<parameters, types<R>>{};
    else
      return parameters{};
  }
  using before = decltype(build<result>());
  using all = std::conditional_t<Mode == jvp_mode, before,
                                 join_t<before, selected_t<adjoint, Wrt, parameters>>>;
  template <class R> static auto build_result() {
    if constexpr (std::is_void_v<R> || Mode == hvp_mode)
      return types<void>{};
    else if constexpr (Mode == jvp_mode)
      return types<std::pair<R, R>>{};
    else
      return types<R>{};
  }
  template <class R> struct only;
  template <class R> struct only<types<R>> {
    using type = R;
  };
  using type =
      typename make_signature<typename only<decltype(build_result<result>())>::type, all>::type;
};

//===------------------------------- checks -------------------------------===//

/// The parameters that a call differentiates: the marked ones, else every floating-point value.
template <class... P, class... A> constexpr unsigned long long wrt_mask(types<P...>, types<A...>) {
  const bool any = (false || ... || is_wrt<A>);
  const bool chosen[] = {false, (any ? is_wrt<A> : is_default<P> && mark_of<A> == mark::none)...};
  unsigned long long mask = 0;
  for (std::size_t i = 0; i < sizeof...(P); i++)
    mask |= static_cast<unsigned long long>(chosen[i + 1]) << i;
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
  static_assert(!is_wrt<A> || is_differentiable<P>,
                "costate: this argument cannot be differentiated: costate::wrt takes a "
                "floating-point value, or a pointer or reference to floating-point data");
  static_assert(!std::is_class_v<std::remove_cv_t<P>>,
                "costate: parameters of class type by value are not yet supported here: take the "
                "object by reference or pointer");
  static_assert(!std::is_rvalue_reference_v<P>,
                "costate: parameters that are rvalue references are not yet supported");
  static_assert(!std::is_same_v<std::remove_cv_t<P>, long double>,
                "costate: 'long double' is not yet supported");
  return (!is_wrt<A> || is_differentiable<P>) && !std::is_class_v<std::remove_cv_t<P>> &&
         !std::is_rvalue_reference_v<P> && !std::is_same_v<std::remove_cv_t<P>, long double>;
}

/// The argument A for the parameter P in gradient and vjp.
template <class P, class A> constexpr bool check_reverse_argument() {
  constexpr mark how = mark_of<A>;
  if constexpr (!check_argument_common<P, A>()) {
    return false;
  } else if constexpr (how == mark::with_product) {
    static_assert(how != mark::with_product,
                  "costate: wrt with three arguments belongs to costate::hvp");
    return false;
  } else if constexpr (how == mark::alone) {
    static_assert(is_returned<P>, "costate: the derivative of a pointer or object needs a place: "
                                  "write costate::wrt(p, p_bar); p_bar[i] is added to");
    return is_returned<P>;
  } else if constexpr (how == mark::with_derivative) {
    using D = typename argument<bare<A>>::derivative;
    static_assert(!is_value<P>, "costate: the derivative of a value is returned: write "
                                "costate::wrt(x) without a second argument");
    static_assert(is_value<P> || derivative_fits<P, D, true>(),
                  "costate: in costate::wrt(p, p_bar), p_bar must point to writable data of the "
                  "type that the parameter p points to");
    return !is_value<P> && derivative_fits<P, D, true>();
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
    static_assert(!is_value<P>, "costate: the product of a value is returned: write "
                                "costate::wrt(x, x_dot)");
    constexpr bool fits = derivative_fits<P, D, false>() && derivative_fits<P, H, true>();
    static_assert(is_value<P> || fits, "costate: in costate::wrt(p, p_dot, p_hv), p_dot and p_hv "
                                       "must have the type that the parameter p has, and p_hv "
                                       "must be writable");
    return Product && !is_value<P> && fits;
  } else if constexpr (how == mark::with_derivative) {
    using D = typename argument<bare<A>>::derivative;
    static_assert(
        derivative_fits<P, D, false>(),
        "costate: in costate::wrt(x, x_dot), x_dot must have the type of the parameter x");
    static_assert(!Product || is_returned<P>,
                  "costate: the Hessian-vector product of a pointer or object needs a place: write "
                  "costate::wrt(p, p_dot, p_hv); p_hv[i] is added to");
    return derivative_fits<P, D, false>() && (!Product || is_returned<P>);
  } else {
    return true;
  }
}

template <int Mode, class... P, class... A>
constexpr bool check_arguments(types<P...>, types<A...>) {
  if constexpr (Mode == grad_mode || Mode == vjp_mode)
    return (true && ... && check_reverse_argument<P, A>());
  else
    return (true && ... && check_forward_argument<P, A, Mode == hvp_mode>());
}

/// Everything that can be wrong with a call, each in one sentence.
template <int Mode, auto F, class... A> constexpr bool check_call() {
  using traits = function<decltype(F)>;
  static_assert(traits::supported,
                "costate: only ordinary functions and static member functions can be "
                "differentiated here; member functions and callables are not yet supported");
  if constexpr (traits::supported) {
    constexpr bool arity_fits = sizeof...(A) == traits::arity;
    static_assert(arity_fits, "costate: the number of arguments differs from the number of the "
                              "function's parameters (default arguments must be written out)");
    static_assert(traits::arity <= 64, "costate: more than 64 parameters are not supported");
    using result = typename traits::result;
    constexpr bool result_fits = std::is_floating_point_v<result> ||
                                 (std::is_void_v<result> && Mode != grad_mode && Mode != hvp_mode);
    static_assert(Mode == jvp_mode || Mode == vjp_mode || result_fits,
                  "costate: a gradient needs a function that returns a floating-point value; for "
                  "outputs through pointers use costate::vjp or costate::jvp");
    static_assert(!(Mode == jvp_mode || Mode == vjp_mode) || result_fits,
                  "costate: the function must return a floating-point value or nothing");
    if constexpr (arity_fits && result_fits && traits::arity <= 64) {
      if constexpr (check_arguments<Mode>(typename traits::parameters{}, types<A...>{})) {
        constexpr bool any = Mode == grad_mode || Mode == vjp_mode
                                 ? wrt_mask(typename traits::parameters{}, types<A...>{}) != 0
                                 : (false || ... || is_wrt<A>);
        static_assert(any || Mode == jvp_mode || Mode == hvp_mode,
                      "costate: nothing to differentiate: mark a pointer with "
                      "costate::wrt(p, p_bar); integers and unmarked pointers are constants");
        static_assert(any || Mode == grad_mode || Mode == vjp_mode,
                      "costate: nothing to differentiate: mark at least one argument with its "
                      "direction, costate::wrt(x, x_dot)");
        return any;
      }
    }
  }
  return false;
}

//===------------------------------- calls --------------------------------===//

template <unsigned long long Wrt, std::size_t Arity, std::size_t I = 0, std::size_t... Found>
constexpr auto active_indices() {
  if constexpr (I == Arity)
    return std::index_sequence<Found...>{};
  else if constexpr (has_bit(Wrt, I))
    return active_indices<Wrt, Arity, I + 1, Found..., I>();
  else
    return active_indices<Wrt, Arity, I + 1, Found...>();
}

/// Storage for a derivative that is returned; nothing when the caller gave the place.
struct no_slot {};
template <bool Active, class P, class A> constexpr auto make_slot() {
  if constexpr (Active && is_returned<P> && (mark_of<A> == mark::none || mark_of<A> == mark::alone))
    return std::remove_cv_t<std::remove_reference_t<P>>(0);
  else
    return no_slot{};
}
/// As make_slot, for hvp, where the second argument is the direction.
template <class P, class A> constexpr auto make_product_slot() {
  if constexpr (is_returned<P> && mark_of<A> == mark::with_derivative)
    return std::remove_cv_t<std::remove_reference_t<P>>(0);
  else
    return no_slot{};
}

/// Pointer or reference to storage, as an adjoint parameter takes it.
template <class P, class D> typename adjoint<P>::type place(D &given) {
  if constexpr (is_pointer<P>)
    return given;
  else
    return &given;
}
template <class P, class A, class Slot> typename adjoint<P>::type adjoint_place(A &a, Slot &slot) {
  if constexpr (!std::is_same_v<Slot, no_slot>)
    return &slot;
  else if constexpr (mark_of<A> == mark::with_product)
    return place<P>(a.product);
  else
    return place<P>(a.derivative);
}
template <class P, class A> typename tangent<P>::type tangent_value(A &a) {
  if constexpr (mark_of<A> == mark::with_product)
    return static_cast<typename tangent<P>::type>(a.tangent);
  else
    return static_cast<typename tangent<P>::type>(a.derivative);
}

template <class T> std::tuple<T> as_tuple(const T &slot) { return std::tuple<T>(slot); }
inline std::tuple<> as_tuple(no_slot) { return {}; }
/// One derivative stands alone, several are a tuple, none is nothing.
template <class Slots, std::size_t... I>
auto collect(const Slots &slots, std::index_sequence<I...>) {
  auto all = std::tuple_cat(as_tuple(std::get<I>(slots))...);
  constexpr std::size_t count = std::tuple_size_v<decltype(all)>;
  if constexpr (count == 1)
    return std::get<0>(all);
  else if constexpr (count > 1)
    return all;
}

template <int Mode, auto F, unsigned long long Wrt>
using request_for =
    request<Mode, F, Wrt, typename signature<Mode, function<decltype(F)>, Wrt>::type>;

/// One call of a derivative: parameters P, arguments A as they were written.
template <int Mode, auto F, unsigned long long Wrt, class Parameters, class Arguments> struct call;
template <int Mode, auto F, unsigned long long Wrt, class... P, class... A>
struct call<Mode, F, Wrt, types<P...>, types<A...>> {
  using arguments = std::tuple<A &&...>;
  using every = std::index_sequence_for<P...>;
  using active = decltype(active_indices<Wrt, sizeof...(P)>());
  template <std::size_t I> using parameter = std::tuple_element_t<I, std::tuple<P...>>;
  template <std::size_t I> using given = std::tuple_element_t<I, std::tuple<A...>>;

  template <std::size_t... I> static auto make_slots(std::index_sequence<I...>) {
    return std::make_tuple(make_slot<has_bit(Wrt, I), parameter<I>, given<I>>()...);
  }
  template <class Slots, std::size_t... I, std::size_t... W, class... Seed>
  static auto reverse(arguments &args, Slots &slots, std::index_sequence<I...>,
                      std::index_sequence<W...>, Seed... seed) {
    return request_for<Mode, F, Wrt>::invoke(
        primal_of(std::get<I>(args))..., seed...,
        adjoint_place<parameter<W>, given<W>>(std::get<W>(args), std::get<W>(slots))...);
  }
  template <std::size_t... I, std::size_t... W>
  static auto forward(arguments &args, std::index_sequence<I...>, std::index_sequence<W...>) {
    return request_for<Mode, F, Wrt>::invoke(
        primal_of(std::get<I>(args))...,
        tangent_value<parameter<W>, given<W>>(std::get<W>(args))...);
  }
  template <class Slots, std::size_t... I, std::size_t... W>
  static void product(arguments &args, Slots &slots, std::index_sequence<I...>,
                      std::index_sequence<W...>) {
    request_for<Mode, F, Wrt>::invoke(
        primal_of(std::get<I>(args))...,
        tangent_value<parameter<W>, given<W>>(std::get<W>(args))...,
        adjoint_place<parameter<W>, given<W>>(std::get<W>(args), std::get<W>(slots))...);
  }

  /// The derivatives that are returned; with KeepValue {value, derivatives}, or the value alone
  /// where every derivative went to a place of the caller's.
  template <bool KeepValue, class... Seed> static auto run_reverse(arguments args, Seed... seed) {
    auto slots = make_slots(every{});
    if constexpr (KeepValue) {
      const auto value = reverse(args, slots, every{}, active{}, seed...);
      if constexpr (std::is_void_v<decltype(collect(slots, every{}))>)
        return typename function<decltype(F)>::result(value);
      else
        return std::make_pair(typename function<decltype(F)>::result(value),
                              collect(slots, every{}));
    } else {
      reverse(args, slots, every{}, active{}, seed...);
      return collect(slots, every{});
    }
  }
  static auto run_forward(arguments args) { return forward(args, every{}, active{}); }
  static auto run_product(arguments args) {
    auto slots = std::make_tuple(make_product_slot<P, A>()...);
    product(args, slots, every{}, active{});
    return collect(slots, every{});
  }
};

template <int Mode, auto F, class... A>
using call_for =
    call<Mode, F, wrt_mask(typename function<decltype(F)>::parameters{}, types<A...>{}),
         typename function<decltype(F)>::parameters, types<A...>>;

template <auto F, class Seed, class... A> auto seeded_vjp(Seed &&seed, A &&...arguments) {
  using result = typename function<decltype(F)>::result;
  static_assert(std::is_convertible_v<Seed, result>,
                "costate: the first argument of vjp is the seed, the adjoint of the result");
  if constexpr (check_call<vjp_mode, F, A...>())
    return call_for<vjp_mode, F, A...>::template run_reverse<false>(
        typename call_for<vjp_mode, F, A...>::arguments(static_cast<A &&>(arguments)...),
        static_cast<result>(seed));
}

template <class...> inline constexpr bool never = false;

} // namespace detail

//===--------------------------------- marks ------------------------------===//

/// Differentiate with respect to this floating-point argument; its derivative is returned.
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

/// Not differentiated, although it is a floating-point value.
template <class T> detail::fixed<T> constant(T &&value) { return {static_cast<T &&>(value)}; }

/// The value of `x` without its derivative: within differentiated code a constant, of any type that
/// can be copied.
template <class T> COSTATE_INACTIVE std::remove_cv_t<T> stop_gradient(const T &x) { return x; }

//===------------------------------ derivatives ---------------------------===//

/// The gradient of F, in reverse mode, at these arguments: one value for one differentiated
/// parameter, a std::tuple for several. Without any mark, every floating-point value is
/// differentiated; with marks, only the marked ones. Adjoints of pointers are added to what
/// wrt(p, p_bar) designates and are not part of the result.
template <auto F, class... A> auto gradient(A &&...arguments) {
  if constexpr (detail::check_call<detail::grad_mode, F, A...>())
    return detail::call_for<detail::grad_mode, F, A...>::template run_reverse<false>(
        typename detail::call_for<detail::grad_mode, F, A...>::arguments(
            static_cast<A &&>(arguments)...));
}

/// {F's value, its gradient} as a std::pair; the value alone where nothing is returned by gradient.
template <auto F, class... A> auto value_and_gradient(A &&...arguments) {
  if constexpr (detail::check_call<detail::grad_mode, F, A...>())
    return detail::call_for<detail::grad_mode, F, A...>::template run_reverse<true>(
        typename detail::call_for<detail::grad_mode, F, A...>::arguments(
            static_cast<A &&>(arguments)...));
}

/// The gradient times `seed`, for a function that returns a value. For a function that returns
/// nothing there is no seed: mark the output with wrt(y, y_bar); y_bar is consumed.
template <auto F, class... A> auto vjp(A &&...arguments) {
  using traits = detail::function<decltype(F)>;
  if constexpr (!traits::supported) {
    detail::check_call<detail::vjp_mode, F, A...>();
  } else if constexpr (std::is_void_v<typename traits::result>) {
    if constexpr (detail::check_call<detail::vjp_mode, F, A...>())
      return detail::call_for<detail::vjp_mode, F, A...>::template run_reverse<false>(
          typename detail::call_for<detail::vjp_mode, F, A...>::arguments(
              static_cast<A &&>(arguments)...));
  } else {
    return detail::seeded_vjp<F>(static_cast<A &&>(arguments)...);
  }
}

/// {F's value, its derivative in the marked direction} as a std::pair; nothing for a function that
/// returns nothing. Every differentiated argument is written wrt(x, x_dot); p_dot for a pointer p
/// has p's own type.
template <auto F, class... A> auto jvp(A &&...arguments) {
  if constexpr (detail::check_call<detail::jvp_mode, F, A...>())
    return detail::call_for<detail::jvp_mode, F, A...>::run_forward(
        typename detail::call_for<detail::jvp_mode, F, A...>::arguments(
            static_cast<A &&>(arguments)...));
}

/// The Hessian times the marked direction: wrt(x, x_dot) for a value, whose product is returned;
/// wrt(p, p_dot, p_hv) for a pointer, whose product is added to p_hv.
template <auto F, class... A> auto hvp(A &&...arguments) {
  if constexpr (detail::check_call<detail::hvp_mode, F, A...>())
    return detail::call_for<detail::hvp_mode, F, A...>::run_product(
        typename detail::call_for<detail::hvp_mode, F, A...>::arguments(
            static_cast<A &&>(arguments)...));
}

//===------------------------------ not yet here --------------------------===//

#define COSTATE_DETAIL_NOT_YET(NAME)                                                               \
  template <class C, class... A> void NAME(C &&, A &&...) {                                        \
    static_assert(detail::never<C>,                                                                \
                  "costate: lambdas, functors and overload sets are not yet "                      \
                  "supported: write costate::" #NAME "<f>(...) with a function");                  \
  }
COSTATE_DETAIL_NOT_YET(gradient)
COSTATE_DETAIL_NOT_YET(value_and_gradient)
COSTATE_DETAIL_NOT_YET(vjp)
COSTATE_DETAIL_NOT_YET(jvp)
COSTATE_DETAIL_NOT_YET(hvp)
#undef COSTATE_DETAIL_NOT_YET

} // namespace costate

#undef COSTATE_DETAIL_STUB
#undef COSTATE_DETAIL_FUNCTION

#endif // COSTATE_COSTATE_HPP
