// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The derivative of `std::sort` of numbers. Without this header costate differentiates the sort of
// the standard library, which is right as well, and records every move that it makes.
// docs/CallRules.md derives the rule.

#ifndef COSTATE_ALGORITHM_HPP
#define COSTATE_ALGORITHM_HPP

#include <costate/costate.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace costate::algorithm {

template <class Iterator> using Value = typename std::iterator_traits<Iterator>::value_type;

/// Pointers to numbers, and iterators of vectors of them.
template <class Iterator, class T>
using IfNumbers = std::enable_if_t<
    std::is_floating_point_v<Value<Iterator>> &&
        (std::is_same_v<Iterator, Value<Iterator> *> ||
         std::is_same_v<Iterator, typename std::vector<Value<Iterator>>::iterator>),
    T>;

/// Orders in which equivalent numbers are equal: of others, the sort alone knows which came first.
template <class Compare, class Number>
inline constexpr bool isOrder =
    std::is_same_v<Compare, std::less<Number>> || std::is_same_v<Compare, std::less<>> ||
    std::is_same_v<Compare, std::greater<Number>> || std::is_same_v<Compare, std::greater<>>;

template <class Iterator, class Compare, class T>
using IfOrdered = std::enable_if_t<isOrder<Compare, Value<Iterator>>, IfNumbers<Iterator, T>>;

/// From where each of the sorted numbers came.
struct Permutation {
  long count;
  long *origins;
};

/// A permutation is constant: the derivative is that of the order that was found.
template <class Number, class Compare>
COSTATE_INACTIVE inline Permutation find_permutation(const Number *numbers, long count,
                                                     Compare compare) {
  struct Entry {
    Number number;
    long origin;
  };
  Entry *entries = static_cast<Entry *>(std::malloc(sizeof(Entry) * (count + 1)));
  for (long i = 0; i < count; ++i)
    entries[i] = {numbers[i], i};
  std::sort(entries, entries + count, [&](const Entry &left, const Entry &right) {
    return compare(left.number, right.number) ||
           (!compare(right.number, left.number) && left.origin < right.origin);
  });
  long *origins = static_cast<long *>(std::malloc(sizeof(long) * (count + 1)));
  for (long i = 0; i < count; ++i)
    origins[i] = entries[i].origin;
  std::free(entries);
  return {count, origins};
}

/// d_i := d_origin(i).
template <class Number> inline void permute(const Permutation &permutation, Number *d) {
  Number *before = static_cast<Number *>(std::malloc(sizeof(Number) * (permutation.count + 1)));
  for (long i = 0; i < permutation.count; ++i)
    before[i] = d[i];
  for (long i = 0; i < permutation.count; ++i)
    d[i] = before[permutation.origins[i]];
  std::free(before);
}

/// The transpose of that.
template <class Number> inline void permute_back(const Permutation &permutation, Number *d) {
  Number *after = static_cast<Number *>(std::malloc(sizeof(Number) * (permutation.count + 1)));
  for (long i = 0; i < permutation.count; ++i)
    after[i] = d[i];
  for (long i = 0; i < permutation.count; ++i)
    d[permutation.origins[i]] = after[i];
  std::free(after);
}

/// How the adjoint of an iterator is passed.
template <class Iterator>
using Adjoint = std::conditional_t<std::is_pointer_v<Iterator>, Iterator, Iterator *>;

template <class Number> inline Number *get_numbers(Number *bar) { return bar; }
template <class Number> inline Number *get_numbers(typename std::vector<Number>::iterator *bar) {
  return bar ? &**bar : nullptr;
}

template <class Iterator>
inline void pull_back(const Permutation &permutation, Adjoint<Iterator> bar) {
  if (permutation.count == 0)
    return;
  if (Value<Iterator> *numbers = get_numbers<Value<Iterator>>(bar))
    permute_back(permutation, numbers);
  std::free(permutation.origins);
}

//===---------------------------- std::sort(first, last) ------------------===//

template <class Iterator>
COSTATE_DERIVATIVE_OF(std::sort, "jvp")
inline IfNumbers<Iterator, void> sort_jvp(Iterator first, Iterator last, Iterator first_dot,
                                          Iterator) {
  if (first == last)
    return;
  const Permutation permutation =
      find_permutation(&*first, last - first, std::less<Value<Iterator>>());
  std::sort(first, last);
  permute(permutation, &*first_dot);
  std::free(permutation.origins);
}

template <class Iterator>
COSTATE_DERIVATIVE_OF(std::sort, "augmented")
inline IfNumbers<Iterator, Permutation> sort_augmented(Iterator first, Iterator last) {
  if (first == last)
    return {0, nullptr};
  const Permutation permutation =
      find_permutation(&*first, last - first, std::less<Value<Iterator>>());
  std::sort(first, last);
  return permutation;
}

template <class Iterator>
COSTATE_DERIVATIVE_OF(std::sort, "vjp")
inline IfNumbers<Iterator, void> sort_vjp(Iterator, Iterator, const Permutation &permutation,
                                          Adjoint<Iterator> first_bar, Adjoint<Iterator>) {
  pull_back<Iterator>(permutation, first_bar);
}

//===----------------------- std::sort(first, last, compare) --------------===//

template <class Iterator, class Compare>
COSTATE_DERIVATIVE_OF(std::sort, "jvp")
inline IfOrdered<Iterator, Compare, void> ordered_sort_jvp(Iterator first, Iterator last,
                                                           Compare compare, Iterator first_dot,
                                                           Iterator) {
  if (first == last)
    return;
  const Permutation permutation = find_permutation(&*first, last - first, compare);
  std::sort(first, last, compare);
  permute(permutation, &*first_dot);
  std::free(permutation.origins);
}

template <class Iterator, class Compare>
COSTATE_DERIVATIVE_OF(std::sort, "augmented")
inline IfOrdered<Iterator, Compare, Permutation> ordered_sort_augmented(Iterator first,
                                                                        Iterator last,
                                                                        Compare compare) {
  if (first == last)
    return {0, nullptr};
  const Permutation permutation = find_permutation(&*first, last - first, compare);
  std::sort(first, last, compare);
  return permutation;
}

template <class Iterator, class Compare>
COSTATE_DERIVATIVE_OF(std::sort, "vjp")
inline IfOrdered<Iterator, Compare, void> ordered_sort_vjp(Iterator, Iterator, Compare,
                                                           const Permutation &permutation,
                                                           Adjoint<Iterator> first_bar,
                                                           Adjoint<Iterator>) {
  pull_back<Iterator>(permutation, first_bar);
}

} // namespace costate::algorithm

#endif // COSTATE_ALGORITHM_HPP
