// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that ends in a throw, or in a call that does not return.

#ifndef COSTATE_DIALECT_CXX_COLDCODE_H
#define COSTATE_DIALECT_CXX_COLDCODE_H

#include "mlir/IR/Block.h"
#include "llvm/ADT/DenseSet.h"

namespace costate::cxx {

/// Whether control does not come back: a throw, or a call of a function that does not return.
bool isExit(mlir::Operation *op);

/// Whether whoever enters the block does not leave it by its end: an exit is in it.
bool isCold(mlir::Block &block);

/// The cold blocks of a function, and what is nested in them.
class ColdCode {
public:
  explicit ColdCode(mlir::Operation *root);
  bool contains(mlir::Block *block) const { return blocks.contains(block); }
  bool contains(mlir::Operation *op) const { return blocks.contains(op->getBlock()); }

private:
  llvm::DenseSet<mlir::Block *> blocks;
};

} // namespace costate::cxx

#endif // COSTATE_DIALECT_CXX_COLDCODE_H
