// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shadow memory at whose bytes shadow pointers and adjoints are kept in turn: where pointers and
// numbers are kept in turn (unions, raw storage that is reused) in storage of the program's own.
// That is the function's, what functions that it calls made, and, in functions that stayed
// functions, what their callers gave them: nobody passes on such storage of the user's.
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

/// Whether functions may not be given the object: numbers and pointers may be kept in turn
/// somewhere in it, and it is the user's, or the numbers are smaller than pointers. A function that
/// gets a pointer into it may not see that it is one; a `double` that the bytes of a pointer make
/// is nothing beside any other number, but a `float` may be.
bool isUnsharable(const PointsTo &pointsTo, const Activity &activity, ObjectId object);

/// Whether active numbers are kept at other times where text is written.
bool mayReplaceNumbers(const PointsTo &pointsTo, const Activity &activity, mlir::Value text);

/// Whether all that the pointer may lead to is the function's own.
bool isPrivateAddress(const PointsTo &pointsTo, mlir::Value address);

/// Whether it is the program's own: the shadow there is as the invariant says.
bool isOwnAddress(const PointsTo &pointsTo, const Activity &activity, mlir::Value address);

/// Whether the shadow of a pointer that is loaded from there may be overwritten in the reverse
/// sweep.
bool mayLoseShadowPointer(const PointsTo &pointsTo, const Activity &activity, mlir::Value address);

} // namespace costate

#endif // COSTATE_LIB_DERIVATIVE_SHAREDSHADOWS_H
