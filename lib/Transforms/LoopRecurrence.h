// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which values of a `scf.while` advance by a fixed step in every iteration, and how often the loop
// runs. Only reads the loop; the start values and bounds that it needs it creates in front of the
// loop.

#ifndef COSTATE_LIB_TRANSFORMS_LOOPRECURRENCE_H
#define COSTATE_LIB_TRANSFORMS_LOOPRECURRENCE_H

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace costate {

/// The values `start + step * t` for t = 0, 1, 2, ...: integers (wrapping) or pointers (in
/// elements).
struct LinearSequence {
  /// Defined in front of the loop.
  mlir::Value start;
  /// The step where it is a constant.
  int64_t step = 0;
  /// The step where it is a value defined in front of the loop, else null. For a pointer it is an
  /// i64.
  mlir::Value variableStep;
  /// The sequence never wraps in signed / unsigned arithmetic while the loop runs.
  bool signedExact = false, unsignedExact = false;
  /// How a narrower sequence that may wrap was extended; the formula holds only until it wraps.
  enum class Extension { None, Signed, Unsigned } extension = Extension::None;

  bool isInvariant() const { return step == 0 && !variableStep; }

  /// The value for t = `iteration`, an i64; creates operations with the builder.
  mlir::Value at(mlir::Value iteration, mlir::Location loc, mlir::OpBuilder &builder) const;
};

/// The value of an integer constant of at most 64 bits, sign-extended.
std::optional<int64_t> getConstantInteger(mlir::Value value);

/// Analysis of one `scf.while`: its linear values (LoopRecurrence.cpp) and its trip count
/// (LoopTripCount.cpp).
class LoopRecurrences {
public:
  explicit LoopRecurrences(mlir::scf::WhileOp loop);

  /// The sequence of an argument of the before region, if it is linear.
  const std::optional<LinearSequence> &getArgument(unsigned index) const {
    return arguments[index];
  }

  /// How often the condition holds (an i64), or null where that cannot be counted. Creates
  /// operations at the builder's insertion point, which must be in front of the loop.
  mlir::Value countTrips(mlir::OpBuilder &builder) const;

private:
  struct Increment;

  std::optional<Increment> traceIncrement(mlir::Value value, unsigned index) const;
  std::optional<Increment> traceAddition(mlir::Value base, mlir::Value addend, bool negate,
                                         bool exact, unsigned index) const;
  std::optional<Increment> traceTruncated(mlir::Value wide, unsigned width, unsigned index) const;
  std::optional<LinearSequence> makeSequence(unsigned index) const;
  std::optional<LinearSequence> evaluate(mlir::Value value, mlir::OpBuilder &builder) const;
  std::optional<LinearSequence> evaluateSum(mlir::Operation *op, bool negate, bool noSignedWrap,
                                            mlir::OpBuilder &builder) const;
  std::optional<LinearSequence> evaluateExtension(mlir::Operation *op, bool isSigned,
                                                  mlir::OpBuilder &builder) const;
  mlir::Value countCondition(mlir::Value condition, bool isOnly, mlir::OpBuilder &builder) const;
  mlir::Value countBoth(mlir::Value first, mlir::Value second, mlir::OpBuilder &builder) const;
  mlir::Value countIntegers(mlir::arith::CmpIOp compare, bool isOnly,
                            mlir::OpBuilder &builder) const;
  mlir::Value countStrided(mlir::arith::CmpIOp compare, bool isOnly,
                           mlir::OpBuilder &builder) const;
  mlir::Value countConverging(mlir::arith::CmpIPredicate predicate, const LinearSequence &lhs,
                              const LinearSequence &rhs, mlir::OpBuilder &builder) const;
  mlir::Value countPointers(cxx::PtrCmpOp compare, bool isOnly, mlir::OpBuilder &builder) const;
  bool isCountable(cxx::LoopPredicate predicate, const LinearSequence &sequence, mlir::Value upper,
                   bool mayAssumeEnd) const;
  bool isDefinedOutside(mlir::Value value) const;
  bool mayRunForever() const;
  /// The value that an argument of the after region stands for in the before region, else the
  /// value.
  mlir::Value lookThroughAfter(mlir::Value value) const;

  mutable mlir::scf::WhileOp loop;
  llvm::SmallVector<std::optional<LinearSequence>> arguments;
};

} // namespace costate

#endif // COSTATE_LIB_TRANSFORMS_LOOPRECURRENCE_H
