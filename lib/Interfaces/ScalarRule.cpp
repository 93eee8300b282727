// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Out-of-line parts of the scalar rule interface.

#include "costate/Interfaces/ScalarRule.h"

costate::PrimalContext::~PrimalContext() = default;

#include "costate/Interfaces/ScalarRule.cpp.inc"
