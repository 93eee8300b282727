// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shadow memory at whose bytes shadow pointers and adjoints are kept in turn: that of the
// function's own storage where pointers and numbers are kept in turn (unions, raw storage that is
// reused).
//
// Invariant, by what the primal keeps at some bytes at the time that a sweep has come to:
//   forward sweep   a pointer: its shadow pointer; a number: zero.
//   reverse sweep   a number: its adjoint; anything else: whatever there may be.
// So the forward sweep clears where a number replaces a pointer, and copies all bytes of what is
// copied. The reverse sweep clears where anything was stored, whatever it was, since a number may
// have been there before, whose adjoint is zero. Shadow pointers are not read in the reverse sweep:
// the tape has them. What is left where the primal keeps something else never comes to be an
// adjoint: each way back from there ends at the store of what is kept there, which clears it.

#ifndef COSTATE_LIB_DERIVATIVE_SHAREDSHADOWS_H
#define COSTATE_LIB_DERIVATIVE_SHAREDSHADOWS_H

#include "costate/Analysis/Activity.h"

namespace costate {

/// Whether numbers with a derivative and pointers with a shadow may be kept in turn at some of the
/// bytes (the pointee's, or `size`).
bool isSharedShadow(const PointsTo &pointsTo, const Activity &activity, mlir::Value address,
                    std::optional<uint64_t> size = {});

/// Whether an object of this function has a union of numbers and what may be pointers. A function
/// that gets a pointer to it does not know: it could keep neither side of the invariant.
bool isMixedUnion(const PointsTo &pointsTo, const Activity &activity, ObjectId object);

/// Whether active numbers are kept at other times where text is written.
bool mayReplaceNumbers(const PointsTo &pointsTo, const Activity &activity, mlir::Value text);

/// Whether all that the pointer may lead to is the function's own.
bool isPrivateAddress(const PointsTo &pointsTo, mlir::Value address);

/// Whether the shadow of a pointer that is loaded from there may be overwritten in the reverse
/// sweep.
bool mayLoseShadowPointer(const PointsTo &pointsTo, const Activity &activity, mlir::Value address);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_SHAREDSHADOWS_H
