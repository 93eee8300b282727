// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which types a program takes an object of a type for: casts, and copies of bytes, of all functions
// that can be reached from one.
//
// A function knows the memory that it gets by its type alone, and a pointer that it stores keeps
// its type. So a pointer leads to what has an object of its pointee's type in it, or to what some
// function casts to such an object on the way. Property: what is not listed here is never found in
// an object, as long as nobody stores a pointer of one type and loads one of another type from the
// same bytes without a cast, a copy or a union that says so (strict aliasing).

#ifndef COSTATE_ANALYSIS_CONNECTEDTYPES_H
#define COSTATE_ANALYSIS_CONNECTEDTYPES_H

#include "costate/Dialect/Cxx/Cxx.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SparseBitVector.h"

namespace costate {

/// What may be found in objects. Types are numbers here, which ConnectedTypes gives.
struct TypeContents {
  /// The types of the objects, of their parts and of what they are taken for.
  llvm::SparseBitVector<> parts;
  /// What the pointers among them are declared to lead to.
  llvm::SparseBitVector<> pointees;
  bool holdsFloat = false, holdsPointer = false;

  void add(const TypeContents &other);
  /// Whether a pointer in one of the objects may lead to, or into, one of the others.
  bool mayLeadTo(const TypeContents &others) const { return pointees.intersects(others.parts); }
};

class ConnectedTypes {
public:
  /// Adds the casts and copies of a function.
  void add(mlir::Operation *function);
  /// To be called when all functions are there.
  void close();

  /// What may be found in an object of the type.
  const TypeContents &getContents(mlir::Type object) const;
  /// The same for a block of such objects, which are storage if they are bytes.
  const TypeContents &getBlockContents(mlir::Type element) const;
  /// What may be found in raw storage in such a block, which its type does not show.
  const TypeContents &getHidden(mlir::Type element) const;
  /// What may be found in all that pointers in such a block lead to, directly or not.
  const TypeContents &getReachable(mlir::Type object) const;

private:
  void addCast(cxx::CastOp conversion);
  void addPart(mlir::Operation *path);
  void addUnion(cxx::FieldOp path);
  void addCopy(mlir::Operation *copy);
  void connect(mlir::Type from, mlir::Type to);
  TypeContents collect(mlir::Type object) const;
  void collectHidden(mlir::Type object, TypeContents &found) const;
  llvm::ArrayRef<mlir::Type> getViews(mlir::Type object) const;
  void forEachOwner(mlir::Type object, llvm::function_ref<void(mlir::Type)> visit) const;
  unsigned getNumber(mlir::Type type) const;

  /// By type of an object: what pointers to it are taken for.
  llvm::DenseMap<mlir::Type, llvm::SetVector<mlir::Type>> views;
  /// The same the other way round.
  llvm::DenseMap<mlir::Type, llvm::SetVector<mlir::Type>> origins;
  /// Types of objects in which pointers of one type may be read as pointers of another.
  llvm::SetVector<mlir::Type> mixed;
  mutable llvm::DenseMap<mlir::Type, unsigned> numbers;
  mutable llvm::SmallVector<mlir::Type> types;
  mutable llvm::DenseMap<mlir::Type, TypeContents> contents, hidden, reachable;
};

/// Whether an object of type `inner` is one of type `outer`, or a part of one.
bool isPart(mlir::Type inner, mlir::Type outer);

} // namespace costate

#endif // COSTATE_ANALYSIS_CONNECTEDTYPES_H
