// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All scalar rules, in the order of the documentation.

include "ArithRules.td"
include "MathRules.td"
include "CxxMathRules.td"
include "StandardFunctions.td"
