// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values that are objects: which types carry derivatives, a zero of the same shape, comparison of
// shapes, inner products. Standard containers are known by their structure: the header includes
// none of theirs.

#ifndef COSTATE_API_VALUES_HPP
#define COSTATE_API_VALUES_HPP

#include "request.hpp"

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace costate {
namespace detail {

//===---------------------------- kinds of types --------------------------===//

enum class kind {
  number,   // floating point
  constant, // carries no derivative: integers, pointers, text, iterators
  complex,  // std::complex
  array,    // std::array
  vector,   // std::vector
  product,  // std::pair, std::tuple
  matrix,   // Eigen::Matrix, Eigen::Array
  view,     // Eigen's maps, blocks, references: what they show belongs to somebody else
  object    // any other class
};

template <class T> struct is_array_like : std::false_type {};
template <template <class, std::size_t> class V, class E, std::size_t N>
struct is_array_like<V<E, N>> : std::bool_constant<std::is_same_v<V<E, N>, std::array<E, N>>> {};

/// Three pointers and no more, with the members of std::vector.
template <class T> struct is_vector_like : std::false_type {};
template <template <class, class> class V, class E, class A> struct is_vector_like<V<E, A>> {
  template <class C>
  static auto test(const C *c)
      -> std::bool_constant<std::is_same_v<decltype(c->data()), const E *> &&
                            std::is_same_v<typename C::value_type, E> &&
                            std::is_same_v<typename C::allocator_type, A> && std::is_empty_v<A> &&
                            std::is_same_v<decltype(c->capacity()), typename C::size_type> &&
                            sizeof(C) == 3 * sizeof(void *)>;
  static std::false_type test(...);
  static constexpr bool value = decltype(test(static_cast<const V<E, A> *>(nullptr)))::value;
};

template <class T> struct is_product : std::false_type {};
template <class A, class B>
struct is_product<std::pair<A, B>>
    : std::bool_constant<!std::is_reference_v<A> && !std::is_reference_v<B>> {};
template <class... T>
struct is_product<std::tuple<T...>> : std::bool_constant<(true && ... && !std::is_reference_v<T>)> {
};

template <class T, class = void> struct is_complex_like : std::false_type {};
template <template <class> class C, class F>
struct is_complex_like<C<F>, std::enable_if_t<std::is_floating_point_v<F>>> {
  template <class Z>
  static auto test(const Z *z)
      -> std::bool_constant<std::is_same_v<decltype(z->real()), F> &&
                            std::is_same_v<decltype(z->imag()), F> && sizeof(Z) == 2 * sizeof(F)>;
  static std::false_type test(...);
  static constexpr bool value = decltype(test(static_cast<const C<F> *>(nullptr)))::value;
};

/// An Eigen object that owns its coefficients, not an expression or a map.
template <class T, class = void> struct is_matrix_like : std::false_type {};
template <class T>
struct is_matrix_like<T, std::enable_if_t<std::is_same_v<typename T::PlainObject, T> &&
                                          std::is_floating_point_v<typename T::Scalar>>>
    : std::true_type {};
template <class T, class = void> struct is_view : std::false_type {};
template <class T>
struct is_view<T, std::void_t<typename T::PlainObject>>
    : std::bool_constant<!std::is_same_v<typename T::PlainObject, T>> {};

/// std::function and its like.
template <class T> struct is_function_object : std::false_type {};
template <template <class> class V, class R, class... P>
struct is_function_object<V<R(P...)>> : std::true_type {};

/// Text (std::string, std::string_view, streams) and iterators.
template <class T, class = void> struct is_text : std::false_type {};
template <class T> struct is_text<T, std::void_t<typename T::traits_type>> : std::true_type {};
template <class T, class = void> struct is_iterator : std::false_type {};
template <class T>
struct is_iterator<T, std::void_t<typename T::iterator_category>> : std::true_type {};

template <class T> constexpr kind kind_of();
template <class T> struct every_part {
  static constexpr bool is_constant = false;
};
template <template <class...> class V, class... E> struct every_part<V<E...>> {
  static constexpr bool is_constant = (true && ... && (kind_of<E>() == kind::constant));
};

/// What a type is, as far as its definition says without looking into it.
template <class T> constexpr kind kind_of() {
  if constexpr (std::is_floating_point_v<T>)
    return kind::number;
  else if constexpr (std::is_array_v<T>)
    return kind_of<std::remove_cv_t<std::remove_all_extents_t<T>>>();
  else if constexpr (!std::is_class_v<T> && !std::is_union_v<T>)
    return kind::constant;
  else if constexpr (is_complex_like<T>::value)
    return kind::complex;
  else if constexpr (is_array_like<T>::value)
    return kind_of<std::remove_cv_t<typename T::value_type>>() == kind::constant ? kind::constant
                                                                                 : kind::array;
  else if constexpr (is_vector_like<T>::value)
    return kind_of<typename T::value_type>() == kind::constant ? kind::constant : kind::vector;
  else if constexpr (is_product<T>::value)
    return every_part<T>::is_constant ? kind::constant : kind::product;
  else if constexpr (is_matrix_like<T>::value)
    return kind::matrix;
  else if constexpr (is_view<T>::value)
    return kind::view;
  else if constexpr (is_text<T>::value || is_iterator<T>::value || is_function_object<T>::value)
    return kind::constant;
  else
    return kind::object;
}

//===--------------------------------- zeros ------------------------------===//

/// costate makes the bodies of these from the members of T, private ones included.
template <class T> struct layout {
  /// Whether a member that leads to numbers leads both objects to the same ones.
  static bool shares(const T &, const T &) { missing_derivative("a zero of a class"); }
  /// Stores to every number of the first object, and to those that its members own.
  static void overwrite(T &, const T &) { missing_derivative("a zero of a class"); }
};

/// Overwrites every number of `copy`, whose adjoint is zero then. Both have the same shape.
template <class T> struct copying {
  static void call(T &copy, const T &original) {
    layout<T>::overwrite(copy, original);
    if (layout<T>::shares(copy, original))
      stop_for_sharing();
  }
};

template <class T> T zero_like(const T &x);

template <class T, std::size_t... I> T zero_parts(const T &x, std::index_sequence<I...>) {
  return T(zero_like(std::get<I>(x))...);
}

/// The derivative of x before anything is added to it: x's type and shape, zero in every number;
/// what carries no derivative is as in x.
template <class T> T zero_like(const T &x) {
  constexpr kind what = kind_of<T>();
  if constexpr (what == kind::number) {
    return T(0);
  } else if constexpr (what == kind::constant) {
    return x;
  } else if constexpr (what == kind::complex) {
    return T(typename T::value_type(0), typename T::value_type(0));
  } else if constexpr (what == kind::array) {
    T zero(x);
    for (auto &element : zero)
      element = zero_like(element);
    return zero;
  } else if constexpr (what == kind::vector) {
    if constexpr (kind_of<typename T::value_type>() == kind::number) {
      return T(x.size());
    } else {
      T zero;
      zero.reserve(x.size());
      for (const auto &element : x)
        zero.push_back(zero_like(element));
      return zero;
    }
  } else if constexpr (what == kind::product) {
    return zero_parts(x, std::make_index_sequence<std::tuple_size_v<T>>{});
  } else if constexpr (what == kind::matrix) {
    T zero(x);
    zero.setZero();
    return zero;
  } else {
    T zero(x), copy(x);
    request<vjp_mode, &copying<T>::call, 1, void(T &, const T &, T *)>::invoke(copy, x, &zero);
    return zero;
  }
}

//===-------------------------------- shapes ------------------------------===//

template <class T> bool same_shape(const T &x, const T &y);

template <class T, std::size_t... I>
bool same_parts(const T &x, const T &y, std::index_sequence<I...>) {
  return (true && ... && same_shape(std::get<I>(x), std::get<I>(y)));
}

/// Whether y can be the derivative of x, as far as the sizes of containers tell.
template <class T> bool same_shape(const T &x, const T &y) {
  constexpr kind what = kind_of<T>();
  if constexpr (what == kind::vector || what == kind::array) {
    constexpr kind element = kind_of<std::remove_cv_t<typename T::value_type>>();
    if (x.size() != y.size())
      return false;
    if constexpr (element != kind::number && element != kind::constant && element != kind::complex)
      for (std::size_t i = 0; i < x.size(); i++)
        if (!same_shape(x[i], y[i]))
          return false;
    return true;
  } else if constexpr (what == kind::product) {
    return same_parts(x, y, std::make_index_sequence<std::tuple_size_v<T>>{});
  } else if constexpr (what == kind::matrix) {
    return x.rows() == y.rows() && x.cols() == y.cols();
  } else {
    static_cast<void>(x), static_cast<void>(y);
    return true;
  }
}
template <class T> void check_shape(const T &x, const T &derivative) {
  if (!same_shape(x, derivative))
    stop_for_shape();
}

//===---------------------------- inner products --------------------------===//

/// Whether every number of a T is in reach of `inner_product`.
template <class T> constexpr bool has_inner_product();
template <class T> struct all_parts {
  static constexpr bool value = false;
};
template <template <class...> class V, class... E> struct all_parts<V<E...>> {
  static constexpr bool value = (true && ... && has_inner_product<E>());
};
template <class T> constexpr bool has_inner_product() {
  constexpr kind what = kind_of<T>();
  if constexpr (what == kind::array || what == kind::vector)
    return has_inner_product<typename T::value_type>();
  else if constexpr (what == kind::product)
    return all_parts<T>::value;
  else
    return what != kind::object && what != kind::view;
}

template <class T> double inner_product(const T &a, const T &b);

template <class T, std::size_t... I>
double inner_product_of_parts(const T &a, const T &b, std::index_sequence<I...>) {
  return (0.0 + ... + inner_product(std::get<I>(a), std::get<I>(b)));
}

/// The sum of the products of the numbers of a and b; of real and imaginary parts alike.
template <class T> double inner_product(const T &a, const T &b) {
  constexpr kind what = kind_of<T>();
  if constexpr (what == kind::number) {
    return double(a) * double(b);
  } else if constexpr (what == kind::complex) {
    return double(a.real()) * double(b.real()) + double(a.imag()) * double(b.imag());
  } else if constexpr (what == kind::array || what == kind::vector) {
    if (a.size() != b.size())
      stop_for_shape();
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); i++)
      sum += inner_product(a[i], b[i]);
    return sum;
  } else if constexpr (what == kind::matrix) {
    if (a.rows() != b.rows() || a.cols() != b.cols())
      stop_for_shape();
    double sum = 0.0;
    for (decltype(a.cols()) j = 0; j < a.cols(); j++)
      for (decltype(a.rows()) i = 0; i < a.rows(); i++)
        sum += double(a.coeff(i, j)) * double(b.coeff(i, j));
    return sum;
  } else if constexpr (what == kind::product) {
    return inner_product_of_parts(a, b, std::make_index_sequence<std::tuple_size_v<T>>{});
  } else {
    static_cast<void>(a), static_cast<void>(b);
    return 0.0;
  }
}

} // namespace detail
} // namespace costate

#endif // COSTATE_API_VALUES_HPP
