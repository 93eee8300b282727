// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whole Jacobians and Hessians, one derivative per row or column.

#ifndef COSTATE_API_JACOBIAN_HPP
#define COSTATE_API_JACOBIAN_HPP

#include "call.hpp"

namespace costate {
namespace detail {

//===--------------------------- lists of numbers -------------------------===//

/// A number, std::array of numbers or std::vector of numbers, seen as a list.
template <class T> constexpr bool is_list() {
  constexpr kind what = kind_of<T>();
  if constexpr (what == kind::array || what == kind::vector)
    return kind_of<typename T::value_type>() == kind::number;
  else
    return what == kind::number;
}
/// How many numbers there are, where the type says so; 0 for a std::vector.
template <class T> constexpr std::size_t static_length() {
  if constexpr (kind_of<T>() == kind::array)
    return std::tuple_size_v<T>;
  else
    return kind_of<T>() == kind::number;
}
template <class T> std::size_t length(const T &list) {
  if constexpr (kind_of<T>() == kind::number)
    return 1;
  else
    return list.size();
}
template <class T> auto &at(T &list, std::size_t i) {
  if constexpr (kind_of<std::remove_cv_t<T>>() == kind::number)
    return static_cast<void>(i), list;
  else
    return list[i];
}

/// The list with an E in the place of each number.
template <class List, class E> struct list_of {
  using type = E;
};
template <template <class, std::size_t> class V, class F, std::size_t N, class E>
struct list_of<V<F, N>, E> {
  using type = std::array<E, N>;
};
template <template <class, class> class V, template <class> class A, class F, class E>
struct list_of<V<F, A<F>>, E> {
  using type = V<E, A<E>>;
};
template <class List, class E> using list_of_t = typename list_of<List, E>::type;

/// A matrix whose rows belong to the numbers of `rows`, all zero.
template <class Rows, class Columns>
list_of_t<Rows, Columns> zero_matrix(const Rows &rows, const Columns &columns) {
  if constexpr (kind_of<Rows>() == kind::number) {
    return zero_like(columns);
  } else if constexpr (kind_of<Rows>() == kind::vector) {
    return list_of_t<Rows, Columns>(rows.size(), zero_like(columns));
  } else {
    list_of_t<Rows, Columns> matrix{};
    for (Columns &row : matrix)
      row = zero_like(columns);
    return matrix;
  }
}

//===----------------------------- repeated calls -------------------------===//

/// The argument itself, marked or not.
template <class A> auto &held(A &a) {
  if constexpr (mark_of<A> == mark::none)
    return a;
  else
    return a.value;
}
template <class A> using held_t = std::remove_reference_t<decltype(held(std::declval<A &>()))>;

/// Derivatives of G along directions of what is differentiated: one argument, or several numbers,
/// which are one std::array then.
template <auto G, unsigned long long Mask, class Parameters, class Arguments, class Active>
struct repeated;
template <auto G, unsigned long long Mask, class... P, class... A, std::size_t... W>
struct repeated<G, Mask, types<P...>, types<A...>, std::index_sequence<W...>> {
  using result = typename function<decltype(G)>::result;
  using arguments = std::tuple<A &&...>;
  using every = std::index_sequence_for<P...>;
  template <std::size_t I> using active_type = plain<std::tuple_element_t<I, std::tuple<P...>>>;
  static constexpr std::size_t count = sizeof...(W);
  using first = std::tuple_element_t<0, std::tuple<active_type<W>...>>;
  using point = std::conditional_t<count == 1, first, std::array<first, count>>;

  static point get_point(arguments &args) {
    if constexpr (count == 1)
      return static_cast<const first &>((held(std::get<W>(args)), ...));
    else
      return point{{static_cast<first>(held(std::get<W>(args)))...}};
  }
  /// The part of a direction that belongs to an argument.
  template <std::size_t I> static const active_type<I> &part(const point &direction) {
    if constexpr (count == 1) {
      return direction;
    } else {
      std::size_t position = 0;
      static_cast<void>((... || (W == I || (position++, false))));
      return direction[position];
    }
  }

  template <class H, std::size_t I>
  using passed_on =
      std::conditional_t<has_bit(Mask, I), marked_with<H &, const active_type<I> &>, fixed<H &>>;
  template <std::size_t I> static auto pass(arguments &args, const point &direction) {
    static_cast<void>(direction);
    auto &value = held(std::get<I>(args));
    using H = std::remove_reference_t<decltype(value)>;
    if constexpr (has_bit(Mask, I))
      return passed_on<H, I>{value, part<I>(direction)};
    else
      return passed_on<H, I>{value};
  }
  template <int Mode, std::size_t... I>
  static auto along(arguments &args, const point &direction, std::index_sequence<I...>) {
    using direct = call<Mode, G, Mask, types<P...>, types<decltype(pass<I>(args, direction))...>>;
    return run<Mode, direct>(pass<I>(args, direction)...);
  }
  template <int Mode, class Call, class... Passed> static auto run(Passed &&...passed) {
    typename Call::arguments given(static_cast<Passed &&>(passed)...);
    if constexpr (Mode == jvp_mode)
      return Call::run_forward(std::move(given));
    else
      return join(Call::run_product(std::move(given)));
  }
  /// Derivatives of several numbers as one point.
  template <class... T> static point join(std::tuple<T...> &&parts) {
    return std::apply([](auto... part) { return point{{part...}}; }, parts);
  }
  static point join(point &&whole) { return static_cast<point &&>(whole); }

  template <std::size_t... I>
  static point across(arguments &args, const result &seed, std::index_sequence<I...>) {
    constexpr auto seeded = &seeded_adapter<G, result, types<P...>>::call;
    using unmarked = call<grad_mode, seeded, (Mask << 1), types<const result &, P...>,
                          types<fixed<const result &>, held_t<A> &...>>;
    return join(unmarked::template run_reverse<false>(
        typename unmarked::arguments(fixed<const result &>{seed}, held(std::get<I>(args))...)));
  }
  template <std::size_t... I> static point whole(arguments &args, std::index_sequence<I...>) {
    using unmarked = call<grad_mode, G, Mask, types<P...>, types<held_t<A> &...>>;
    return join(unmarked::template run_reverse<false>(
        typename unmarked::arguments(held(std::get<I>(args))...)));
  }

  /// Row by row where the types say that there are fewer results than arguments.
  static constexpr bool by_rows =
      static_length<result>() != 0 &&
      (static_length<point>() == 0 || static_length<result>() < static_length<point>());

  static list_of_t<result, point> jacobian(arguments &args) {
    const point x = get_point(args);
    if constexpr (std::is_floating_point_v<result>) {
      return whole(args, every{});
    } else if constexpr (by_rows) {
      result seed{};
      auto matrix = zero_matrix(seed, x);
      for (std::size_t i = 0; i < length(seed); i++) {
        at(seed, i) = 1;
        at(matrix, i) = across(args, seed, every{});
        at(seed, i) = 0;
      }
      return matrix;
    } else {
      point direction = zero_like(x);
      auto derivative = along<jvp_mode>(args, direction, every{});
      auto matrix = zero_matrix(derivative.first, x);
      for (std::size_t j = 0; j < length(x); j++) {
        at(direction, j) = 1;
        derivative = along<jvp_mode>(args, direction, every{});
        at(direction, j) = 0;
        for (std::size_t i = 0; i < length(derivative.second); i++)
          at(at(matrix, i), j) = at(derivative.second, i);
      }
      return matrix;
    }
  }
  static list_of_t<point, point> hessian(arguments &args) {
    const point x = get_point(args);
    point direction = zero_like(x);
    auto matrix = zero_matrix(x, x);
    for (std::size_t j = 0; j < length(x); j++) {
      at(direction, j) = 1;
      at(matrix, j) = along<hvp_mode>(args, direction, every{});
      at(direction, j) = 0;
    }
    return matrix;
  }
};

//===------------------------------- checks -------------------------------===//

template <class... T> constexpr bool is_one_point() {
  if constexpr (sizeof...(T) == 1)
    return (true && ... && is_list<T>());
  else
    return (true && ... && std::is_floating_point_v<T>) &&
           (true && ... && std::is_same_v<T, std::tuple_element_t<0, std::tuple<T..., int>>>);
}
/// Whether the function may write through the parameter.
template <class P>
inline constexpr bool is_writable =
    !std::is_const_v<std::remove_pointer_t<std::remove_reference_t<P>>> &&
    (std::is_lvalue_reference_v<P> || is_pointer<P>);

template <bool Second, auto G, bool HasObject, class... A, class... P, std::size_t... W>
constexpr bool check_repeated(types<P...>, std::index_sequence<W...>) {
  using R = typename function<decltype(G)>::result;
  constexpr bool is_returned_only =
      (true && ... &&
       (mark_of<A> == mark::none || mark_of<A> == mark::alone || mark_of<A> == mark::constant));
  static_assert(is_returned_only, "costate: jacobian and hessian return all that they compute: "
                                  "write costate::wrt(x) without a place");
  constexpr bool is_repeatable = (true && ... && !is_writable<P>);
  static_assert(is_repeatable, "costate: jacobian and hessian call the function several times, "
                               "which must not write to its arguments: take values, constant "
                               "references and pointers to constant data");
  constexpr bool result_fits = is_list<R>() && (!Second || std::is_floating_point_v<R>);
  static_assert(result_fits || Second,
                "costate: jacobian needs a function that returns floating-point numbers: one, a "
                "std::array or a std::vector");
  static_assert(result_fits || !Second,
                "costate: hessian needs a function that returns one floating-point number");
  constexpr bool is_point = is_one_point<plain<std::tuple_element_t<W, std::tuple<P...>>>...>();
  static_assert(is_point, "costate: jacobian and hessian differentiate one std::array or "
                          "std::vector of numbers, or numbers of one type: mark what is meant "
                          "with costate::wrt(x)");
  return is_returned_only && is_repeatable && result_fits && is_point;
}

template <bool Second, auto G, bool HasObject, class... A> auto run_repeated(A &&...a) {
  using parameters = typename function<decltype(G)>::parameters;
  constexpr unsigned long long mask = wrt_mask<HasObject>(parameters{}, types<A...>{});
  using active = decltype(active_indices<mask, sizeof...(A)>());
  if constexpr (check_repeated<Second, G, HasObject, A...>(parameters{}, active{})) {
    using calls = repeated<G, mask, parameters, types<A...>, active>;
    typename calls::arguments all(static_cast<A &&>(a)...);
    if constexpr (Second)
      return calls::hessian(all);
    else
      return calls::jacobian(all);
  }
}

} // namespace detail

/// All first derivatives of a function that returns numbers: J[i] has the type of what is
/// differentiated and holds the derivatives of result i. What is differentiated is one std::array
/// or std::vector of numbers, or several numbers, which are a std::array then.
template <auto F, class... A> auto jacobian(A &&...arguments) {
  if constexpr (detail::check_named<detail::vjp_mode, F, A...>)
    return detail::run_repeated<false, detail::named<F>::get(),
                                detail::named<F>::traits::has_object>(
        static_cast<A &&>(arguments)...);
}
template <class C, class... A> auto jacobian(C &&callable, A &&...arguments) {
  if constexpr (detail::check_callable<detail::vjp_mode, C, A...>)
    return detail::run_repeated<false, detail::called_with<C, A...>::get(), true>(
        static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

/// All second derivatives of a function that returns one number: H[i][j], both indices as the
/// numbers of what is differentiated.
template <auto F, class... A> auto hessian(A &&...arguments) {
  if constexpr (detail::check_named<detail::grad_mode, F, A...>)
    return detail::run_repeated<true, detail::named<F>::get(),
                                detail::named<F>::traits::has_object>(
        static_cast<A &&>(arguments)...);
}
template <class C, class... A> auto hessian(C &&callable, A &&...arguments) {
  if constexpr (detail::check_callable<detail::grad_mode, C, A...>)
    return detail::run_repeated<true, detail::called_with<C, A...>::get(), true>(
        static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

} // namespace costate

#endif // COSTATE_API_JACOBIAN_HPP
