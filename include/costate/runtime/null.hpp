// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A null pointer that may stand in code that is never reached: compilers warn about arithmetic with
// a constant one.

#ifndef COSTATE_RUNTIME_NULL_HPP
#define COSTATE_RUNTIME_NULL_HPP

namespace costate {

template <class T> T *null() { return nullptr; }

} // namespace costate

#endif // COSTATE_RUNTIME_NULL_HPP
