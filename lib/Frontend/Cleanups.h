// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What has to be done when control leaves a scope: destructors of locals, of temporaries at the end
// of their full expression, and of temporaries whose lifetime a reference extends.
//
// The obligations of one function are a stack. Scopes remember its depth at their start; a jump
// emits what lies above the depth of its target and leaves the stack as it is.

#ifndef COSTATE_LIB_FRONTEND_CLEANUPS_H
#define COSTATE_LIB_FRONTEND_CLEANUPS_H

#include "Construction.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Block.h"
#include "mlir/IR/Value.h"
#include "clang/AST/Type.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"

namespace costate::frontend {

class FunctionImporter;

/// One object that is destroyed at the end of a scope; or what else leaving a scope means for
/// exceptions.
struct Cleanup {
  clang::QualType type;
  mlir::Value address;
  /// Storage of a bool: destroy only where it is true; null: always.
  mlir::Value flag;
  clang::SourceLocation location;
  /// Try blocks: where the handlers are chosen; nothing is destroyed.
  mlir::Block *dispatch = nullptr;
  /// Handlers: the exception that ends with them, and its kind.
  mlir::Value exception, kind;
  /// A part of an object under construction: only an exception destroys it.
  bool onUnwindingOnly = false;
  /// Storage of the number of objects from `address` on; null: one object.
  mlir::Value count;
  /// What takes the obligation back, see PartialObject.
  const void *owner = nullptr;
  /// The address holds a pointer to storage, which is released, or null.
  bool releasesAllocated = false;
  uint64_t alignment = 1;
  /// Storage that is not the function's own: how it is released.
  std::optional<cxx::DeallocKind> release;
  /// A base subobject of a class with virtual bases: what it is a part of.
  std::optional<Construction> part;
  /// Where exceptions go while this is the innermost obligation; made on demand.
  mlir::Block *unwind = nullptr;
};

/// The obligations of the function under import.
struct CleanupStack {
  llvm::SmallVector<Cleanup, 8> entries;
  /// Temporaries of the current full expression that live as long as the enclosing scope.
  llvm::SmallVector<Cleanup, 2> extended;
  /// Where the outermost conditional part of the current full expression starts: flags of the
  /// temporaries in it are cleared there. The block is null outside of conditional parts; the
  /// operation is null at the start of the block.
  mlir::Block *conditionalBlock = nullptr;
  mlir::Operation *conditionalStart = nullptr;

  size_t depth() const { return entries.size(); }
};

/// A block of statements: what its declarations pushed is emitted and forgotten by `leave`.
class CleanupScope {
public:
  explicit CleanupScope(FunctionImporter &importer);
  ~CleanupScope() { leave(); }
  void leave();
  /// The end of the scope cannot be reached or was left by a jump.
  void forget();

private:
  FunctionImporter &importer;
  size_t depth;
  bool isOpen = true;
};

/// A full expression: destroys its temporaries, then hands extended ones to the scope around it.
class FullExpression {
public:
  explicit FullExpression(FunctionImporter &importer);
  ~FullExpression() { leave(); }
  void leave();

private:
  FunctionImporter &importer;
  size_t depth;
  llvm::SmallVector<Cleanup, 2> outerExtended;
  mlir::Block *outerBlock;
  mlir::Operation *outerStart;
  bool isOpen = true;
};

/// An object that is made piece by piece: until it is complete, an exception destroys its pieces in
/// the opposite order. From then on its owner does.
class PartialObject {
public:
  explicit PartialObject(FunctionImporter &importer) : importer(importer) {}
  ~PartialObject() { complete(); }
  PartialObject(const PartialObject &) = delete;
  void operator=(const PartialObject &) = delete;

  void addPart(clang::QualType type, mlir::Value address, clang::SourceLocation location);
  /// Elements of an array; `count` is storage of how many there are.
  void addElements(clang::QualType type, mlir::Value first, mlir::Value count,
                   clang::SourceLocation location);
  void addStorage(cxx::DeallocKind release, mlir::Value address, clang::SourceLocation location);
  void complete();

private:
  FunctionImporter &importer;
};

/// A part of an expression that is evaluated under a condition: an arm of `?:`, the right side of
/// `&&`. To be opened before the condition is evaluated.
class ConditionalEvaluation {
public:
  explicit ConditionalEvaluation(FunctionImporter &importer);
  ~ConditionalEvaluation();

private:
  FunctionImporter &importer;
  bool isOutermost;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_CLEANUPS_H
