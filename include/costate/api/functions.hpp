// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What can be differentiated: functions, member functions and callable objects, and the static
// functions over scalars, pointers and references that stand for them in requests. costate reads
// the first template argument of the classes `..._adapter` to name the user's function in errors.

#ifndef COSTATE_API_FUNCTIONS_HPP
#define COSTATE_API_FUNCTIONS_HPP

#include "marks.hpp"
#include "values.hpp"

namespace costate {
namespace detail {

template <class... T> struct types {};

//===------------------------------ signatures ----------------------------===//

/// A pointer to a function or member function, taken apart.
template <class F> struct function {
  static constexpr bool supported = false;
};
template <class R, class... P> struct function<R (*)(P...)> {
  static constexpr bool supported = true;
  static constexpr bool has_object = false;
  static constexpr std::size_t arity = sizeof...(P);
  using result = R;
  using parameters = types<P...>;
};
template <class R, class... P> struct function<R (*)(P...) noexcept> : function<R (*)(P...)> {};
template <class F> struct function<F *const> : function<F *> {};

/// The object is the first parameter.
template <class R, class Object, class... P> struct member_function {
  static constexpr bool supported = true;
  static constexpr bool has_object = true;
  static constexpr std::size_t arity = sizeof...(P) + 1;
  using result = R;
  using parameters = types<Object, P...>;
  using own_parameters = types<P...>;
};
#define COSTATE_DETAIL_MEMBER(QUALIFIERS, OBJECT)                                                  \
  template <class R, class C, class... P>                                                          \
  struct function<R (C::*)(P...) QUALIFIERS> : member_function<R, OBJECT, P...> {};
COSTATE_DETAIL_MEMBER(, C &)
COSTATE_DETAIL_MEMBER(const, const C &)
COSTATE_DETAIL_MEMBER(&, C &)
COSTATE_DETAIL_MEMBER(const &, const C &)
COSTATE_DETAIL_MEMBER(noexcept, C &)
COSTATE_DETAIL_MEMBER(const noexcept, const C &)
COSTATE_DETAIL_MEMBER(& noexcept, C &)
COSTATE_DETAIL_MEMBER(const & noexcept, const C &)
#undef COSTATE_DETAIL_MEMBER

//===------------------------------- adapters -----------------------------===//

template <class P> inline constexpr bool is_class = std::is_class_v<P> || std::is_union_v<P>;

/// How a parameter appears in a request: objects by reference, everything else as it is.
template <class P> struct lowered {
  using type = std::conditional_t<is_class<P>, const P &, P>;
};
template <class P> struct lowered<P &> {
  using type = P &;
};
template <class P> struct lowered<P &&> {
  using type = std::conditional_t<is_class<P> || std::is_array_v<P>, const P &, P>;
};
template <class P> using lowered_t = typename lowered<P>::type;
/// What the function is given: a copy where it takes a value or an rvalue.
template <class P> struct passed {
  using type = P;
};
template <class P> struct passed<P &&> {
  using type = P;
};
template <class P> using passed_t = typename passed<P>::type;
template <class R> using result_value = std::remove_cv_t<std::remove_reference_t<R>>;

template <auto F, class R, class Parameters> struct function_adapter;
template <auto F, class R, class... P> struct function_adapter<F, R, types<P...>> {
  static R call(lowered_t<P>... arguments) { return F(static_cast<passed_t<P>>(arguments)...); }
};

template <auto F, class R, class Object, class Parameters> struct member_adapter;
template <auto F, class R, class Object, class... P>
struct member_adapter<F, R, Object, types<P...>> {
  static R call(Object object, lowered_t<P>... arguments) {
    return (object.*F)(static_cast<passed_t<P>>(arguments)...);
  }
};

/// A callable that changes its own state is called on a copy.
template <class C, bool Copied, class R, class Parameters> struct callable_adapter;
template <class C, class R, class... P> struct callable_adapter<C, false, R, types<P...>> {
  static R call(const C &callable, lowered_t<P>... arguments) {
    return callable(static_cast<passed_t<P>>(arguments)...);
  }
};
template <class C, class R, class... P> struct callable_adapter<C, true, R, types<P...>> {
  static R call(const C &callable, lowered_t<P>... arguments) {
    C copy(callable);
    return copy(static_cast<passed_t<P>>(arguments)...);
  }
};

/// The inner product of a result and its adjoint, whose gradient is the vector-Jacobian product.
template <auto F, class R, class Parameters> struct seeded_adapter;
template <auto F, class R, class... L> struct seeded_adapter<F, R, types<L...>> {
  static double call(const R &seed, L... arguments) {
    return inner_product<R>(seed, F(static_cast<L>(arguments)...));
  }
};

/// The result in a place of the caller's.
template <auto F, class R, class Parameters> struct stored_adapter;
template <auto F, class R, class... L> struct stored_adapter<F, R, types<L...>> {
  static void call(R &result, L... arguments) { result = F(static_cast<L>(arguments)...); }
};

//===-------------------------- what a call names -------------------------===//

template <class P> inline constexpr bool is_simple = std::is_same_v<lowered_t<P>, P>;
template <class... P> constexpr bool all_simple(types<P...>) {
  return (true && ... && is_simple<P>);
}

/// costate::gradient<F>(...)
template <auto F> struct named {
  using traits = function<decltype(F)>;
  static constexpr bool supported = traits::supported;
  static constexpr auto get() {
    using R = typename traits::result;
    if constexpr (traits::has_object)
      return get_member(typename traits::parameters{});
    else if constexpr (all_simple(typename traits::parameters{}) && !std::is_reference_v<R>)
      return F;
    else
      return &function_adapter<F, result_value<R>, typename traits::parameters>::call;
  }

private:
  template <class Object, class... P> static constexpr auto get_member(types<Object, P...>) {
    return &member_adapter<F, result_value<typename traits::result>, Object, types<P...>>::call;
  }
};

/// How a callable takes an argument if it does not say: pointers as they are, a writable reference
/// for what has a writable derivative, a constant reference for all else.
template <class A> struct deduced {
  template <class T> static constexpr bool is_writable() {
    return std::is_lvalue_reference_v<T> && !std::is_const_v<std::remove_reference_t<T>>;
  }
  static constexpr bool has_place() {
    using B = argument<bare<A>>;
    if constexpr (mark_of<A> == mark::with_derivative)
      return is_writable<typename B::value>() && is_writable<typename B::derivative>();
    else if constexpr (mark_of<A> == mark::with_product)
      return is_writable<typename B::value>() && is_writable<typename B::derivative>();
    else
      return false;
  }
  using value = std::remove_reference_t<primal_t<A>>;
  using plain = std::decay_t<value>;
  using type = std::conditional_t<std::is_pointer_v<plain>, plain,
                                  std::conditional_t<has_place(), value &, const plain &>>;
};

/// costate::gradient(callable, ...), called with arguments A.
template <class C, class... A> struct called {
  template <class T>
  static auto find(const T *) -> std::enable_if_t<function<decltype(&T::operator())>::supported,
                                                  function<decltype(&T::operator())>>;
  static function<void> find(...);
  using own = decltype(find(static_cast<const C *>(nullptr)));
  template <class Own> static auto find_parameters(const Own *) {
    if constexpr (Own::supported)
      return typename Own::own_parameters{};
    else
      return types<typename deduced<A>::type...>{};
  }
  using parameters = decltype(find_parameters(static_cast<const own *>(nullptr)));
  template <class... P> static auto find_result(types<P...>) {
    if constexpr (std::is_invocable_v<const C &, P...>)
      return types<std::invoke_result_t<const C &, P...>, std::false_type>{};
    else if constexpr (std::is_invocable_v<C &, P...>)
      return types<std::invoke_result_t<C &, P...>, std::true_type>{};
    else
      return types<>{};
  }
  using invocation = decltype(find_result(parameters{}));
  static constexpr bool supported = is_class<C>;
  static constexpr bool invocable = !std::is_same_v<invocation, types<>>;
  static constexpr auto get() { return get_for(invocation{}); }

private:
  template <class R, class Copied> static constexpr auto get_for(types<R, Copied>) {
    return &callable_adapter<C, Copied::value, result_value<R>, parameters>::call;
  }
};

} // namespace detail
} // namespace costate

#endif // COSTATE_API_FUNCTIONS_HPP
