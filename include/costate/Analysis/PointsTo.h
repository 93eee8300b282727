// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which memory objects a pointer may point to, and where in them, in one normalized function.
//
// Property: for every pointer value, a set that contains every place it can point to at run time.
// Inclusion-based (Andersen 1994), flow-insensitive, field-sensitive by byte offsets with the
// elements of arrays in one (Pearce, Kelly, Hankin 2007 collapse likewise), solved to a fixed point
// over one function; calls of recursive functions are summarized (PointsToCalls.cpp). An object
// stands for every run-time object of its site. Raw storage has the layout of what it is used as.
// Does not say whether two accesses inside one array overlap: see Aliasing.h.

#ifndef COSTATE_ANALYSIS_POINTSTO_H
#define COSTATE_ANALYSIS_POINTSTO_H

#include "costate/Analysis/ConnectedTypes.h"
#include "costate/Analysis/ObjectLayout.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
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
    Text,      ///< characters that a string allocated; whoever gets a pointer to them: Unknown
    Call,      ///< what a call of a function gave that has no other name here
  };
  Kind kind;
  /// Argument and Reachable: the argument's index.
  unsigned argument = 0;
  /// Local and Heap: the allocating operation; Global: the first cxx.address_of; Call: the call.
  mlir::Operation *site = nullptr;

  /// Storage that nobody outside of the function can name.
  bool isPrivate() const { return kind == Kind::Local || kind == Kind::Heap; }
  /// Memory that another function whose body is known gives to this one.
  bool isGiven() const {
    return kind == Kind::Argument || kind == Kind::Reachable || kind == Kind::Call;
  }
};

using ObjectId = unsigned;
using ObjectSet = llvm::SmallSetVector<ObjectId, 4>;
using CellId = unsigned;
using CellSet = llvm::SmallSetVector<CellId, 4>;

/// A place in an object, where a scalar or a part of the object begins.
struct MemoryCell {
  ObjectId object;
  /// A canonical offset (ObjectLayout).
  int64_t offset;
  /// The largest scalar that is accessed there; 0: none.
  uint64_t size = 0;
};

class PointsTo {
public:
  /// Without `effects`, calls are taken to do everything that a function can do.
  explicit PointsTo(mlir::func::FuncOp function, const CallEffects *effects = nullptr);

  llvm::ArrayRef<MemoryObject> getObjects() const { return objects; }
  /// Objects that a pointer value may point to; empty for null.
  const ObjectSet &getTargets(mlir::Value pointer) const;
  /// Objects that pointers stored inside of the object may point to.
  const ObjectSet &getContents(ObjectId object) const { return objectContents[object]; }
  /// The object behind an argument; none for arguments that are no pointers.
  std::optional<ObjectId> getArgumentObject(unsigned index) const;

  /// Everything that can be reached through a pointer, or from an object (itself included).
  ObjectSet getReachable(mlir::Value pointer) const;
  ObjectSet getReachable(ObjectId object) const;
  /// The same without the characters of strings, which hold no numbers: who wants to store one
  /// there gets the pointer from the library, and it has no shadow.
  ObjectSet getReachableWithoutText(mlir::Value pointer) const;
  /// What a call gave, if it is a call of a function.
  std::optional<ObjectId> getCallObject(mlir::Operation *call) const;
  /// Whether the object is memory of characters that strings own: they release it.
  bool isOwnedText(ObjectId object) const { return ownedText.contains(object); }
  /// The types that pointers to the object's parts may have; none if they are not known.
  llvm::SmallVector<mlir::Type> getObjectTypes(ObjectId object) const;
  /// Whether the object's type lets it hold a pointer, or a floating-point number.
  bool mayHoldPointer(ObjectId object) const;
  bool mayHoldFloat(ObjectId object) const;

  llvm::ArrayRef<MemoryCell> getCells() const { return cells; }
  llvm::ArrayRef<CellId> getCellsOf(ObjectId object) const { return cellsOfObject[object]; }
  /// Places that a pointer value may point to.
  const CellSet &getTargetCells(mlir::Value pointer) const;
  /// Places that an access of `size` bytes may overlap; the pointee's size by default.
  CellSet getAccessedCells(mlir::Value address, std::optional<uint64_t> size = {}) const;
  bool mayOverlap(const MemoryCell &first, const MemoryCell &second) const;
  /// Places that a function of unknown body may touch directly through an operand of its call.
  CellSet getTouchedCells(mlir::OpOperand &operand) const;
  /// Objects that such a function reaches from there through pointers in memory.
  ObjectSet getTouchedObjects(mlir::Operation *call) const;
  /// Objects that a pointer loaded from there may point to.
  ObjectSet getStoredTargets(mlir::Value address) const;
  /// The place that stands for all of an object, if anything is known of it only as a whole.
  std::optional<CellId> findAnywhere(ObjectId object) const;
  /// The cells that a cxx.copy or cxx.copy_n copies from and to.
  void forEachCopied(mlir::Operation *copy,
                     llvm::function_ref<void(CellId target, CellId source)> visit) const;
  const ObjectLayout &getLayout(ObjectId object) const { return layouts[object]; }
  /// Types of the scalars that are loaded from and stored to a place, or to one that it is copied
  /// to or from.
  llvm::ArrayRef<mlir::Type> getAccessTypes(CellId cell) const;
  /// The same, for the place alone.
  llvm::ArrayRef<mlir::Type> getOwnAccessTypes(CellId cell) const;
  /// Whether there are functions that stayed functions, which may keep in the memory of this one
  /// what it does not access itself.
  bool hasOtherFunctions() const;
  /// Whether one of them may keep numbers in raw storage in an object of the type.
  bool mayHideNumbers(mlir::Type type) const;
  bool mayHidePointers(mlir::Type type) const;
  /// Whether such numbers may be smaller than a pointer, or lie across two of them.
  bool mayHideOddNumbers(mlir::Type type) const;
  /// The type of all numbers there, side by side; null: there are several, or none.
  mlir::Type getHiddenLane(mlir::Type type) const;
  std::optional<CellId> findCell(ObjectId object, int64_t offset) const;
  /// The name of the function that was analysed.
  llvm::StringRef getFunctionName() const { return functionName; }

private:
  bool solve(mlir::func::FuncOp function);
  void clear();
  ObjectId addObject(MemoryObject object, mlir::Type type, bool repeats);
  CellId getCell(ObjectId object, int64_t offset);
  void seed(mlir::func::FuncOp function);
  bool propagate(mlir::Operation *op);
  bool propagatePath(mlir::Operation *op);
  bool propagateAccess(mlir::Value address, mlir::Type type);
  using AccessTypes = llvm::DenseMap<CellId, llvm::SmallVector<mlir::Type, 1>>;
  static bool addTypes(llvm::ArrayRef<mlir::Type> types, CellId cell, AccessTypes &to);
  bool advance(mlir::Operation *path, std::optional<int64_t> index, int64_t stride);
  bool flow(mlir::Value from, mlir::Value to);
  bool flow(const CellSet &from, CellSet &to);
  bool flowRegionBranches(mlir::Operation *op);
  bool propagateCopy(mlir::Operation *op);
  bool propagateCall(mlir::Operation *op);
  bool propagateOpaqueCall(mlir::Operation *op);
  bool propagateStrings(mlir::Operation *call);
  /// What a function of unknown body may store in memory, may return, and reaches through pointers
  /// in memory.
  void collectOpaque(mlir::Operation *call, CellSet &stored, CellSet &returned, ObjectSet &reached);
  /// What is reached from the objects with what is known so far.
  void closeKnown(ObjectSet &set) const;
  static void close(ObjectSet &set, llvm::ArrayRef<ObjectSet> contents);
  bool holdsOnlyText(CellId cell) const;
  bool isCharacters(ObjectId object) const;
  /// What code whose casts are known may find in the object; null if that is not known.
  std::optional<TypeContents> findTypes(ObjectId object) const;
  /// Calls back with the parts that a copy moves: object and offset of the target and the source.
  struct Part {
    ObjectId object;
    int64_t offset;
  };
  void forEachCopiedPart(mlir::Operation *copy,
                         llvm::function_ref<void(Part target, Part source)> visit) const;
  void summarize();

  const CallEffects *effects;
  llvm::SmallVector<MemoryObject> objects;
  llvm::SmallVector<ObjectLayout> layouts;
  llvm::SmallVector<MemoryCell> cells;
  llvm::SmallVector<llvm::SmallVector<CellId>> cellsOfObject;
  llvm::DenseMap<std::pair<ObjectId, int64_t>, CellId> cellIds;
  llvm::SmallVector<CellSet> contents;
  llvm::DenseMap<mlir::Value, CellSet> targets;
  llvm::DenseMap<mlir::Value, ObjectSet> objectTargets;
  llvm::SmallVector<ObjectSet> objectContents, contentsWithoutText;
  /// Places in strings, as calls of the library show.
  llvm::DenseSet<CellId> stringCells;
  llvm::DenseSet<ObjectId> ownedText;
  AccessTypes accessTypes, ownAccessTypes;
  llvm::DenseMap<unsigned, ObjectId> argumentObjects;
  /// What pointer arguments are declared to lead to; and those that may lead to more.
  llvm::DenseMap<unsigned, mlir::Type> argumentTypes;
  llvm::DenseSet<unsigned> openArguments;
  llvm::DenseMap<mlir::Attribute, ObjectId> globalObjects;
  llvm::DenseMap<mlir::Operation *, ObjectId> callObjects;
  /// Layouts learn how raw storage is used; they are kept from one solution to the next.
  bool keepsLayouts = false, learnedLayout = false;
  CellId unknown = 0, text = 0;
  std::string functionName;
};

/// Whether the call is one of the library that gets text and numbers only: it neither keeps a
/// pointer that it got nor knows one from elsewhere.
bool touchesTextOnly(mlir::Operation *call);
/// Whether a function of unknown body gets a string.
bool getsString(mlir::Operation *call);

/// Whether a pointer of the type may be one that a string has to its characters.
bool isCharacterPointer(mlir::Type type);

/// A global that nobody stores to, whatever pointers seem to lead there.
bool isConstant(const MemoryObject &object);

/// Whether memory of the type can hold a pointer somewhere; raw storage can.
bool holdsPointer(mlir::Type type);
/// Whether memory of the type can hold a floating-point number somewhere (not behind a pointer).
bool holdsFloat(mlir::Type type);

} // namespace costate

#endif // COSTATE_ANALYSIS_POINTSTO_H
