// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which memory objects a pointer may point to, in one normalized function.
//
// Property: for every pointer value, a set that contains every object it can point to at run time.
// Inclusion-based (Andersen 1994), flow- and field-insensitive, solved to a fixed point over one
// function; calls of recursive functions are summarized (PointsToCalls.cpp). An object stands for
// every run-time object of its site. Does not say whether two accesses inside one object overlap:
// see Aliasing.h.

#ifndef COSTATE_ANALYSIS_POINTSTO_H
#define COSTATE_ANALYSIS_POINTSTO_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace costate {

class CallEffects;

/// A memory object, named by where it comes from.
struct MemoryObject {
  enum class Kind {
    Argument,  ///< what a pointer argument points to
    Reachable, ///< anything reached through pointers stored behind an argument
    Local,     ///< a cxx.alloca
    Heap,      ///< a cxx.alloc
    Global,    ///< a cxx.global
    Unknown,   ///< what an inactive call returned
    Call,      ///< what a call of a function gave that has no other name here
  };
  Kind kind;
  /// Argument and Reachable: the argument's index.
  unsigned argument = 0;
  /// Local and Heap: the allocating operation; Global: the first cxx.address_of; Call: the call.
  mlir::Operation *site = nullptr;

  /// Storage that nobody outside of the function can name.
  bool isPrivate() const { return kind == Kind::Local || kind == Kind::Heap; }
};

using ObjectId = unsigned;
using ObjectSet = llvm::SmallSetVector<ObjectId, 4>;

class PointsTo {
public:
  /// Without `effects`, calls are taken to do everything that a function can do.
  explicit PointsTo(mlir::func::FuncOp function, const CallEffects *effects = nullptr);

  llvm::ArrayRef<MemoryObject> getObjects() const { return objects; }
  /// Objects that a pointer value may point to; empty for null.
  const ObjectSet &getTargets(mlir::Value pointer) const;
  /// Objects that pointers stored inside of the object may point to.
  const ObjectSet &getContents(ObjectId object) const { return contents[object]; }
  /// The object behind an argument; none for arguments that are no pointers.
  std::optional<ObjectId> getArgumentObject(unsigned index) const;
  /// Everything that can be reached through a pointer, or from an object (itself included).
  ObjectSet getReachable(mlir::Value pointer) const;
  ObjectSet getReachable(ObjectId object) const;
  /// What a call gave, if it is a call of a function.
  std::optional<ObjectId> getCallObject(mlir::Operation *call) const;
  /// Whether the object's type lets it hold a pointer, or a floating-point number.
  bool mayHoldPointer(ObjectId object) const;
  bool mayHoldFloat(ObjectId object) const;

private:
  ObjectId addObject(MemoryObject object);
  void seed(mlir::func::FuncOp function);
  bool propagate(mlir::Operation *op);
  bool flow(mlir::Value from, mlir::Value to);
  bool flow(const ObjectSet &from, ObjectSet &to);
  bool flowRegionBranches(mlir::Operation *op);
  bool propagateCall(mlir::Operation *op);
  void close(ObjectSet &set) const;
  /// The types that pointers to the object's parts may have; none if they are not known.
  llvm::SmallVector<mlir::Type> getObjectTypes(ObjectId object) const;
  /// Whether code that casts no pointer can have a pointer to one of the types into the object.
  bool mayBeNamed(ObjectId object, const llvm::SetVector<mlir::Type> &pointees) const;
  /// Whether such code can store a pointer to one object in another one.
  bool mayHold(ObjectId container, ObjectId target) const;

  const CallEffects *effects;
  llvm::SmallVector<MemoryObject> objects;
  llvm::SmallVector<ObjectSet> contents;
  llvm::DenseMap<mlir::Value, ObjectSet> targets;
  llvm::DenseMap<unsigned, ObjectId> argumentObjects;
  llvm::DenseMap<unsigned, mlir::Type> argumentTypes;
  llvm::DenseMap<mlir::Attribute, ObjectId> globalObjects;
  llvm::DenseMap<mlir::Operation *, ObjectId> callObjects;
  ObjectId unknown = 0;
};

/// Whether memory of the type can hold a pointer somewhere.
bool holdsPointer(mlir::Type type);
/// Whether memory of the type can hold a floating-point number somewhere (not behind a pointer).
bool holdsFloat(mlir::Type type);
/// Whether memory of the type may be used as storage of anything: bytes.
bool isRawStorage(mlir::Type type);

} // namespace costate

#endif // COSTATE_ANALYSIS_POINTSTO_H
