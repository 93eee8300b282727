// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Emits the nodes of rule dags, for the generated rules only. Folds constants (a seed of 1, a
// constant exponent) so that emitted code reads as a person would write it; never drops a term
// whose value could matter: x * 0 stays. Sums and products may be contracted by the target; nothing
// else is relaxed.

#ifndef COSTATE_LIB_RULES_RULEBUILDER_H
#define COSTATE_LIB_RULES_RULEBUILDER_H

#include "costate/Interfaces/ScalarRule.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

namespace costate {

class RuleBuilder {
public:
  /// Constants get the seed's type. A variable's name in `contribution` ("x_bar") is for the
  /// contribution alone; what it is computed from gets the position only.
  RuleBuilder(mlir::Operation *primalOp, mlir::Value seed, mlir::OpBuilder &builder,
              mlir::Location contribution)
      : primalOp(primalOp), seed(seed), builder(builder), contribution(contribution),
        location(withoutName(contribution)) {}

  /// The next node is the contribution itself.
  void beginContribution() { location = contribution; }

  /// A decimal number, rounded to the seed's type.
  mlir::Value number(llvm::StringRef decimal);

  mlir::Value same(mlir::Value x) { return x; }
  mlir::Value negate(mlir::Value x);
  mlir::Value negateIf(bool condition, mlir::Value x) { return condition ? negate(x) : x; }
  mlir::Value add(mlir::Value x, mlir::Value y);
  mlir::Value subtract(mlir::Value x, mlir::Value y);
  mlir::Value multiply(mlir::Value x, mlir::Value y);
  mlir::Value divide(mlir::Value x, mlir::Value y);
  mlir::Value power(mlir::Value x, mlir::Value y);
  mlir::Value select(mlir::Value condition, mlir::Value x, mlir::Value y);
  mlir::Value logicalAnd(mlir::Value x, mlir::Value y);
  mlir::Value logicalOr(mlir::Value x, mlir::Value y);
  mlir::Value isNaN(mlir::Value x) { return compare<mlir::arith::CmpFPredicate::UNO>(x, x); }

  template <mlir::arith::CmpFPredicate predicate>
  mlir::Value compare(mlir::Value x, mlir::Value y) {
    return compare(predicate, x, y);
  }
  template <class Operation> mlir::Value unary(mlir::Value x) {
    return Operation::create(builder, location, x.getType(), x);
  }
  template <class Operation> mlir::Value binary(mlir::Value x, mlir::Value y) {
    return Operation::create(builder, location, x.getType(), x, y);
  }

  /// An integer as a floating-point number of the seed's type.
  mlir::Value toFloat(mlir::Value x);
  /// The seed of a floating-point conversion, to the type at the other end of the operation: a
  /// tangent comes in the operand's type, an adjoint in the result's.
  mlir::Value convert(mlir::Value x);

private:
  static mlir::Location withoutName(mlir::Location location) {
    auto named = llvm::dyn_cast<mlir::NameLoc>(location);
    return named ? withoutName(named.getChildLoc()) : location;
  }
  mlir::Value compare(mlir::arith::CmpFPredicate predicate, mlir::Value x, mlir::Value y);
  /// A sum, difference or product that the target may fuse with its neighbour.
  template <class Operation> mlir::Value contractible(mlir::Value x, mlir::Value y) {
    return Operation::create(builder, location, x.getType(), x, y,
                             mlir::arith::FastMathFlags::contract);
  }
  mlir::Value constant(const llvm::APFloat &value, mlir::Type type);
  mlir::Value truth(bool value, mlir::Type type);

  mlir::Operation *primalOp;
  mlir::Value seed;
  mlir::OpBuilder &builder;
  mlir::Location contribution, location;
};

} // namespace costate

#endif // COSTATE_LIB_RULES_RULEBUILDER_H
