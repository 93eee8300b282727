// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sums that GCC 12 takes in a wrong order. Where one iteration adds several terms to a sum
// (s = s + a[i + 1] * b[i + 1] + a[i] * b[i]), its loop vectorizer reads the terms as groups and,
// in some orders and strides, pairs elements that do not belong together: the result is wrong, not
// just rounded differently. It does so from -O2 on, in loops of either direction. Reverse sweeps of
// unrolled loops are full of such sums, so emitted code keeps GCC from vectorizing these loops.

#ifndef COSTATE_LIB_TARGET_CPP_SUMORDER_H
#define COSTATE_LIB_TARGET_CPP_SUMORDER_H

namespace mlir {
class Operation;
}

namespace costate::cpp {

/// Whether an iteration of the loop, with the loops in it that may be unrolled, adds more than one
/// term to a floating-point number that lives on to the next.
bool addsSeveralTerms(mlir::Operation *loop);

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_SUMORDER_H
