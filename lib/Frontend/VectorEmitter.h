// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lanes of vector expressions: what ImportVector.cpp (expressions), VectorLanes.cpp (arithmetic on
// lanes), VectorBuiltins.cpp and VectorInstructions.cpp share.

#ifndef COSTATE_LIB_FRONTEND_VECTOREMITTER_H
#define COSTATE_LIB_FRONTEND_VECTOREMITTER_H

#include "FunctionImporter.h"
#include "VectorBits.h"

namespace costate::frontend {

using Lanes = llvm::SmallVector<Value, 8>;

/// Lanes of the vector expressions of one function. An empty list means that an error was reported.
class VectorEmitter {
public:
  explicit VectorEmitter(FunctionImporter &importer) : importer(importer) {}

  Lanes emit(const Expr *expression);
  /// Lanes of a node that only exists for vectors or computes lane by lane; none: not such a node.
  std::optional<Lanes> emitLaneWise(const Expr *expression);
  Lanes load(Value address, QualType type, SourceLocation location);
  void store(llvm::ArrayRef<Value> lanes, Value address, SourceLocation location);
  std::optional<Lanes> emitBuiltin(const clang::CallExpr *call);
  /// `target` receives the address of the vector that is assigned.
  Lanes emitCompound(const clang::CompoundAssignOperator *expression, Value &target);
  /// Every lane of a bool vector, packed into an integer.
  std::optional<Value> emitReduction(const clang::CallExpr *call, llvm::StringRef name);
  bool emitInstruction(const clang::GCCAsmStmt *assembly);

private:
  /// Computes each lane of a builtin from those of its operands.
  Lanes mapLanes(const clang::CallExpr *call, unsigned operandCount,
                 llvm::function_ref<Value(llvm::ArrayRef<Value>)> compute);
  std::optional<Lanes> emitComparison(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Lanes> emitExtremum(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Lanes> emitElementary(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Lanes> emitEstimate(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Lanes> emitBlend(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Lanes> emitNeighbours(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Lanes> emitRounding(const clang::CallExpr *call, llvm::StringRef name);
  uint64_t getImmediate(const clang::CallExpr *call, unsigned index) const;
  std::optional<Lanes> emitPermutation(const clang::CallExpr *call, llvm::StringRef name);
  std::optional<Lanes> emitShift(const clang::CallExpr *call, llvm::StringRef name);
  Lanes emitCast(const clang::CastExpr *cast);
  Lanes emitBinary(const clang::BinaryOperator *expression);
  Lanes emitUnary(const clang::UnaryOperator *expression);
  Lanes emitInitList(const clang::InitListExpr *list);
  Lanes emitShuffle(const clang::ShuffleVectorExpr *shuffle);
  Lanes emitMoved(const MovedFloats &moved, const Expr *expression);
  Lanes emitSelect(const clang::ConditionalOperator *expression);
  Lanes reinterpret(llvm::ArrayRef<Value> lanes, QualType to, SourceLocation location);
  Lanes combine(clang::BinaryOperatorKind opcode, llvm::ArrayRef<Value> lhs,
                llvm::ArrayRef<Value> rhs, QualType type, clang::FPOptions options,
                SourceLocation location);
  Lanes compare(clang::BinaryOperatorKind opcode, llvm::ArrayRef<Value> lhs,
                llvm::ArrayRef<Value> rhs, QualType operand, QualType result,
                SourceLocation location);
  Value compareLane(clang::BinaryOperatorKind opcode, Value lhs, Value rhs, bool isSigned,
                    Location at);
  Value choose(clang::BinaryOperatorKind opcode, Value lhs, Value rhs, SourceLocation location);
  Lanes refuse(const Expr *expression, const llvm::Twine &what) {
    importer.refuse(expression->getExprLoc(), "unsupported-vector", what + " is not supported");
    return {};
  }

  FunctionImporter &importer;
};

/// `__builtin_ia32_NAMEpd`, `...ps`, `...pd256` and `...ps256` → NAME; else "".
llvm::StringRef getPackedName(llvm::StringRef name);

inline const clang::VectorType *getVector(QualType type) {
  return type->getAs<clang::VectorType>();
}
inline QualType getLaneType(QualType type) { return getVector(type)->getElementType(); }

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_VECTOREMITTER_H
