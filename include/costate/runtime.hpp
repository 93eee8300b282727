// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What generated C++ needs beyond the standard library. Generated files include this header only
// where a growable tape or a derivative without a standard counterpart is unavoidable. Header-only,
// C++17.

#ifndef COSTATE_RUNTIME_HPP
#define COSTATE_RUNTIME_HPP

#include "costate/runtime/bits.hpp"
#include "costate/runtime/null.hpp"
#include "costate/runtime/special_functions.hpp"
#include "costate/runtime/tape.hpp"

#endif // COSTATE_RUNTIME_HPP
