// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `realloc` becomes: an allocation, a copy of what both blocks have room for, a release. How
// much room the old block has, the C library knows at run time: at least what was asked for.

#ifndef COSTATE_DIALECT_CXX_MOVEDBLOCKS_H
#define COSTATE_DIALECT_CXX_MOVEDBLOCKS_H

#include "costate/Dialect/Cxx/Cxx.h"

namespace costate::cxx {

namespace attr {
/// cxx.copy_n: unit; moves what is in a block of the heap to a larger or smaller one. Nothing of an
/// object that does not lie in the block as a whole is read afterwards.
inline constexpr llvm::StringLiteral movesBlock = "cxx.moves_block";
} // namespace attr

/// The function that tells how many bytes a block has room for; 0 for null.
inline constexpr llvm::StringLiteral blockSize = "malloc_usable_size";

/// Asks how many bytes there are from the start of a block of the heap to its end.
inline mlir::Value createBlockSize(mlir::OpBuilder &builder, mlir::Location location,
                                   mlir::Value block) {
  mlir::Type bytes = PtrType::get(builder.getNoneType());
  if (block.getType() != bytes)
    block = CastOp::create(builder, location, bytes, block);
  return InactiveCallOp::create(builder, location, builder.getI64Type(), blockSize, blockSize,
                                block, /*variadicFrom=*/-1, /*noreturn=*/false)
      .getResult(0);
}

inline bool isBlockSize(mlir::Operation *op) {
  auto call = llvm::dyn_cast<InactiveCallOp>(op);
  return call && call.getCallee() == blockSize && call.getArguments().size() == 1;
}

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_MOVEDBLOCKS_H
