// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One call of a derivative: arguments in, storage for what is returned, results out.

#ifndef COSTATE_API_CALL_HPP
#define COSTATE_API_CALL_HPP

#include "checks.hpp"

namespace costate {
namespace detail {

template <unsigned long long Wrt, std::size_t Arity, std::size_t I = 0, std::size_t... Found>
constexpr auto active_indices() {
  if constexpr (I == Arity)
    return std::index_sequence<Found...>{};
  else if constexpr (has_bit(Wrt, I))
    return active_indices<Wrt, Arity, I + 1, Found..., I>();
  else
    return active_indices<Wrt, Arity, I + 1, Found...>();
}

//===------------------------------- storage ------------------------------===//

/// Storage for a derivative that is returned; nothing when the caller gave the place.
struct no_slot {};
template <bool Active, class P, class A> auto make_slot(A &argument) {
  if constexpr (Active && is_returned<P> && (mark_of<A> == mark::none || mark_of<A> == mark::alone))
    return zero_like<plain<P>>(primal_of(argument));
  else
    return no_slot{};
}
/// As make_slot, for hvp, where the second argument is the direction.
template <class P, class A> auto make_product_slot(A &argument) {
  if constexpr (is_returned<P> && mark_of<A> == mark::with_derivative)
    return zero_like<plain<P>>(primal_of(argument));
  else
    return no_slot{};
}

/// Objects that are given as derivatives have the shape of their values.
template <class P, class D, class A> void check_given(A &a, const D &derivative) {
  if constexpr (std::is_reference_v<P> && is_class<plain<P>>)
    check_shape<plain<P>>(a.value, derivative);
}

/// Pointer or reference to storage, as an adjoint parameter takes it.
template <class P, class D> typename adjoint<P>::type place(D &given) {
  if constexpr (is_pointer<P>)
    return given;
  else
    return &given;
}
template <class P, class A, class Slot> typename adjoint<P>::type adjoint_place(A &a, Slot &slot) {
  if constexpr (!std::is_same_v<Slot, no_slot>) {
    return &slot;
  } else if constexpr (mark_of<A> == mark::with_product) {
    check_given<P>(a, a.product);
    return place<P>(a.product);
  } else {
    check_given<P>(a, a.derivative);
    return place<P>(a.derivative);
  }
}
template <class P, class A> typename tangent<P>::type tangent_value(A &a) {
  if constexpr (mark_of<A> == mark::with_product) {
    check_given<P>(a, a.tangent);
    return static_cast<typename tangent<P>::type>(a.tangent);
  } else {
    check_given<P>(a, a.derivative);
    return static_cast<typename tangent<P>::type>(a.derivative);
  }
}

template <class T> std::tuple<T> as_tuple(T &slot) { return std::tuple<T>(std::move(slot)); }
inline std::tuple<> as_tuple(no_slot &) { return {}; }
/// One derivative stands alone, several are a tuple, none is nothing.
template <class Slots, std::size_t... I> auto collect(Slots &slots, std::index_sequence<I...>) {
  static_cast<void>(slots);
  auto all = std::tuple_cat(as_tuple(std::get<I>(slots))...);
  constexpr std::size_t count = std::tuple_size_v<decltype(all)>;
  if constexpr (count == 1)
    return std::get<0>(std::move(all));
  else if constexpr (count > 1)
    return all;
}

//===-------------------------------- calls -------------------------------===//

template <int Mode, auto F, unsigned long long Wrt>
using request_for =
    request<Mode, F, Wrt, typename signature<Mode, function<decltype(F)>, Wrt>::type>;

/// Parameters P of the function F, arguments A as they were written.
template <int Mode, auto F, unsigned long long Wrt, class Parameters, class Arguments> struct call;
template <int Mode, auto F, unsigned long long Wrt, class... P, class... A>
struct call<Mode, F, Wrt, types<P...>, types<A...>> {
  using arguments = std::tuple<A &&...>;
  using every = std::index_sequence_for<P...>;
  using active = decltype(active_indices<Wrt, sizeof...(P)>());
  using result = typename function<decltype(F)>::result;
  template <std::size_t I> using parameter = std::tuple_element_t<I, std::tuple<P...>>;
  template <std::size_t I> using given = std::tuple_element_t<I, std::tuple<A...>>;

  template <std::size_t... I> static auto make_slots(arguments &args, std::index_sequence<I...>) {
    return std::tuple<decltype(make_slot<has_bit(Wrt, I), parameter<I>>(std::get<I>(args)))...>(
        make_slot<has_bit(Wrt, I), parameter<I>>(std::get<I>(args))...);
  }
  template <std::size_t... I>
  static auto make_product_slots(arguments &args, std::index_sequence<I...>) {
    return std::tuple<decltype(make_product_slot<parameter<I>>(std::get<I>(args)))...>(
        make_product_slot<parameter<I>>(std::get<I>(args))...);
  }
  template <class Slots, std::size_t... I, std::size_t... W, class... Seed>
  static auto reverse(arguments &args, Slots &slots, std::index_sequence<I...>,
                      std::index_sequence<W...>, Seed... seed) {
    static_cast<void>(slots);
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
    auto slots = make_slots(args, every{});
    if constexpr (KeepValue) {
      const result value = reverse(args, slots, every{}, active{}, seed...);
      if constexpr (std::is_void_v<decltype(collect(slots, every{}))>)
        return result(value);
      else
        return std::make_pair(result(value), collect(slots, every{}));
    } else {
      reverse(args, slots, every{}, active{}, seed...);
      return collect(slots, every{});
    }
  }
  static auto run_forward(arguments args) { return forward(args, every{}, active{}); }
  static auto run_product(arguments args) {
    auto slots = make_product_slots(args, every{});
    product(args, slots, every{}, active{});
    return collect(slots, every{});
  }
};

/// A call that passed its checks: the function G, whose first parameter may be an object.
template <int Mode, auto G, bool HasObject, class... A> struct checked_call {
  using traits = function<decltype(G)>;
  using parameters = typename traits::parameters;
  static constexpr unsigned long long mask = wrt_mask<HasObject>(parameters{}, types<A...>{});
  using plain_call = call<Mode, G, mask, parameters, types<A...>>;

  template <bool KeepValue> static auto gradient(A &&...a) {
    return plain_call::template run_reverse<KeepValue>(
        typename plain_call::arguments(static_cast<A &&>(a)...));
  }
  static auto forward(A &&...a) {
    return plain_call::run_forward(typename plain_call::arguments(static_cast<A &&>(a)...));
  }
  static auto product(A &&...a) {
    return plain_call::run_product(typename plain_call::arguments(static_cast<A &&>(a)...));
  }
  template <class Seed> static auto pull_back(Seed &&seed, A &&...a) {
    using R = typename traits::result;
    if constexpr (std::is_floating_point_v<R>)
      return plain_call::template run_reverse<false>(
          typename plain_call::arguments(static_cast<A &&>(a)...), static_cast<R>(seed));
    else if constexpr (has_inner_product<R>())
      return pull_back_product<R>(seed, static_cast<A &&>(a)...);
    else
      return pull_back_stored<R>(seed, static_cast<A &&>(a)...);
  }

private:
  template <class Result> static auto pull_back_product(const Result &seed, A &&...a) {
    constexpr auto seeded = &seeded_adapter<G, Result, parameters>::call;
    using constant_seed = fixed<const Result &>;
    using seeded_call =
        call<grad_mode, seeded, (mask << 1), typename function<decltype(seeded)>::parameters,
             types<constant_seed, A...>>;
    return seeded_call::template run_reverse<false>(
        typename seeded_call::arguments(constant_seed{seed}, static_cast<A &&>(a)...));
  }
  template <class Result> static auto pull_back_stored(const Result &seed, A &&...a) {
    constexpr auto stored = &stored_adapter<G, Result, parameters>::call;
    using output = marked_with<Result &, Result &>;
    using stored_call = call<vjp_mode, stored, (mask << 1 | 1),
                             typename function<decltype(stored)>::parameters, types<output, A...>>;
    Result value(seed), adjoint(seed);
    return stored_call::template run_reverse<false>(
        typename stored_call::arguments(output{value, adjoint}, static_cast<A &&>(a)...));
  }
};

//===----------------------------- what is called -------------------------===//

template <int Mode, auto F, class... A>
using named_call = checked_call<Mode, named<F>::get(), named<F>::traits::has_object, A...>;
template <int Mode, auto F, class... A>
inline constexpr bool check_named = check_call<Mode, F, A...>(static_cast<named<F> *>(nullptr));

template <class Callable, class... A> using called_with = called<bare<primal_t<Callable>>, A...>;
template <int Mode, class Callable, class... A>
using callable_call = checked_call<Mode, called_with<Callable, A...>::get(), true, Callable, A...>;
template <int Mode, class Callable, class... A>
inline constexpr bool check_callable =
    check_call<Mode>(static_cast<called_with<Callable, A...> *>(nullptr), types<Callable, A...>{});

/// Whether the callable takes the arguments without a seed and returns nothing.
template <class Callable, class... A> constexpr bool is_unseeded() {
  using source = called_with<Callable, A...>;
  if constexpr (source::supported && source::invocable)
    return std::is_void_v<typename function<decltype(source::get())>::result>;
  else
    return false;
}

template <class Seed, class R> constexpr bool check_seed() {
  constexpr bool fits = std::is_convertible_v<Seed, R>;
  static_assert(fits, "costate: the first argument of vjp is the seed, the adjoint of the result");
  return fits;
}
template <auto F, class Seed, class... A> auto seeded_vjp(Seed &&seed, A &&...arguments) {
  if constexpr (check_seed<Seed, typename function<decltype(named<F>::get())>::result>())
    if constexpr (check_named<vjp_mode, F, A...>)
      return named_call<vjp_mode, F, A...>::pull_back(static_cast<Seed &&>(seed),
                                                      static_cast<A &&>(arguments)...);
}
template <class Callable, class Seed, class... A>
auto seeded_callable_vjp(Callable &&callable, Seed &&seed, A &&...arguments) {
  if constexpr (check_callable<vjp_mode, Callable, A...>)
    if constexpr (check_seed<Seed, typename function<
                                       decltype(called_with<Callable, A...>::get())>::result>())
      return callable_call<vjp_mode, Callable, A...>::pull_back(static_cast<Seed &&>(seed),
                                                                static_cast<Callable &&>(callable),
                                                                static_cast<A &&>(arguments)...);
}

} // namespace detail
} // namespace costate

#endif // COSTATE_API_CALL_HPP
