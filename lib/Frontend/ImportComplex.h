// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Complex numbers: records of two fields in memory, pairs of values in expressions.

#ifndef COSTATE_LIB_FRONTEND_IMPORTCOMPLEX_H
#define COSTATE_LIB_FRONTEND_IMPORTCOMPLEX_H

#include "FunctionImporter.h"

namespace costate::frontend {

/// `_Complex double` as a record of its parts; null for parts that are no float or double.
cxx::RecordType getComplexType(mlir::Type part);

/// A complex number, or a real one: its imaginary part is null then.
struct ComplexValue {
  Value re, im;
  explicit operator bool() const { return static_cast<bool>(re); }
};

/// Complex arithmetic of one function, operation for operation as clang emits it.
class ComplexEmitter {
public:
  explicit ComplexEmitter(FunctionImporter &importer) : importer(importer) {}

  /// True for expressions that are computed from values here; the others are evaluated in memory.
  static bool isComputed(const Expr *expression);

  /// The value of a complex or real expression; null after an error.
  ComplexValue emit(const Expr *expression);
  LogicalResult emitInto(const Expr *expression, Value destination);

  /// Address of the object after `x op= y`, where one of the two is complex.
  Value emitCompound(const clang::CompoundAssignOperator *expression, ComplexValue &result);
  /// Whether the number is not zero.
  Value emitBool(const Expr *expression);
  Value emitComparison(const clang::BinaryOperator *expression);
  /// `cabs`, `carg`, `creal`, `cimag`; none: another function.
  std::optional<Value> emitRealFunction(const clang::CallExpr *call);

  ComplexValue load(Value address, SourceLocation location);
  void store(ComplexValue value, Value address, SourceLocation location);

private:
  ComplexValue emitUnary(const clang::UnaryOperator *expression);
  ComplexValue emitBinary(const clang::BinaryOperator *expression);
  ComplexValue emitCast(const clang::CastExpr *cast);
  ComplexValue emitList(const clang::InitListExpr *list);
  ComplexValue emitCall(const clang::CallExpr *call);
  ComplexValue convert(ComplexValue value, QualType from, QualType to, SourceLocation location);
  ComplexValue emitArithmetic(clang::BinaryOperatorKind opcode, ComplexValue lhs, ComplexValue rhs,
                              clang::FPOptions options, SourceLocation location);
  ComplexValue emitProduct(ComplexValue lhs, ComplexValue rhs, clang::FPOptions options,
                           SourceLocation location);
  ComplexValue emitQuotient(ComplexValue lhs, ComplexValue rhs, clang::FPOptions options,
                            SourceLocation location);
  ComplexValue callFunction(llvm::StringRef function, llvm::ArrayRef<ComplexValue> arguments,
                            SourceLocation location);
  ComplexValue complete(ComplexValue value, SourceLocation location);

  FunctionImporter &importer;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_IMPORTCOMPLEX_H
