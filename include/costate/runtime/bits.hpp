// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts of bits and bits as numbers, which C++17 has no functions for. Zero is counted as having
// as many leading and trailing zeros as the type has bits.

#ifndef COSTATE_RUNTIME_BITS_HPP
#define COSTATE_RUNTIME_BITS_HPP

#include <cstring>
#include <limits>

namespace costate {

/// The bits of a number as another number of the same size.
template <class To, class From> To bit_cast(From from) {
  static_assert(sizeof(To) == sizeof(From), "bits are those of a number of the same size");
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

template <class T> int leading_zeros(T bits) {
  static_assert(!std::numeric_limits<T>::is_signed, "bits are counted in unsigned numbers");
  int count = std::numeric_limits<T>::digits;
  for (; bits != 0; bits = static_cast<T>(bits >> 1))
    --count;
  return count;
}

template <class T> int trailing_zeros(T bits) {
  static_assert(!std::numeric_limits<T>::is_signed, "bits are counted in unsigned numbers");
  int count = 0;
  for (; count < std::numeric_limits<T>::digits && (bits & 1) == 0;
       bits = static_cast<T>(bits >> 1))
    ++count;
  return count;
}

template <class T> int count_ones(T bits) {
  static_assert(!std::numeric_limits<T>::is_signed, "bits are counted in unsigned numbers");
  int count = 0;
  for (; bits != 0; bits = static_cast<T>(bits & (bits - 1)))
    ++count;
  return count;
}

} // namespace costate

#endif // COSTATE_RUNTIME_BITS_HPP
