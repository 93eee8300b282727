// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kinds of parameters of a request, and the signature of its derivative.

#ifndef COSTATE_API_SIGNATURE_HPP
#define COSTATE_API_SIGNATURE_HPP

#include "functions.hpp"

namespace costate {
namespace detail {

//===------------------------------ parameters ----------------------------===//

template <class P> using plain = std::remove_cv_t<std::remove_reference_t<P>>;
template <class P> inline constexpr bool is_value = std::is_floating_point_v<std::remove_cv_t<P>>;
template <class P> inline constexpr bool is_pointer = std::is_pointer_v<std::remove_cv_t<P>>;
template <class P> constexpr bool designates_object() {
  if constexpr (std::is_lvalue_reference_v<P>)
    return !std::is_array_v<plain<P>> && kind_of<plain<P>>() != kind::constant &&
           kind_of<plain<P>>() != kind::view;
  else
    return false;
}
/// A number, or a reference to a number or object: its derivative can be returned.
template <class P> inline constexpr bool is_returned = is_value<P> || designates_object<P>();
/// Differentiated where nothing is marked.
template <class P>
inline constexpr bool is_default =
    is_value<P> || (is_returned<P> && std::is_const_v<std::remove_reference_t<P>> &&
                    !std::is_polymorphic_v<plain<P>>);

/// What a pointer or reference parameter designates.
template <class P> struct designated {
  using type = std::remove_pointer_t<std::remove_cv_t<std::remove_reference_t<P>>>;
};
template <class P> struct designated<P &> {
  using type = P;
};
template <class P> constexpr bool designates_data() {
  using T = std::remove_cv_t<std::remove_all_extents_t<typename designated<P>::type>>;
  if constexpr (std::is_void_v<T> || std::is_function_v<T>)
    return false;
  else
    return kind_of<T>() != kind::constant;
}
template <class P> constexpr bool is_differentiable() {
  if constexpr (is_pointer<P> || std::is_lvalue_reference_v<P>)
    return designates_data<P>();
  else
    return is_value<P>;
}

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

/// The signature of a derivative, as docs/GettingStarted.md lists them.
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

} // namespace detail
} // namespace costate

#endif // COSTATE_API_SIGNATURE_HPP
