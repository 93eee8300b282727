// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic on two values of one type, bit-equal to clang's code: `a * b + c` within an expression
// becomes one operation under the same conditions, and operations on constants are folded first.

#include "FunctionImporter.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

arith::FastMathFlagsAttr FunctionImporter::getFastMath(clang::FPOptions options) {
  auto flags = arith::FastMathFlags::none;
  auto add = [&](bool condition, arith::FastMathFlags flag) {
    if (condition)
      flags = flags | flag;
  };
  add(options.getAllowFPReassociate(), arith::FastMathFlags::reassoc);
  add(options.getNoHonorNaNs(), arith::FastMathFlags::nnan);
  add(options.getNoHonorInfs(), arith::FastMathFlags::ninf);
  add(options.getNoSignedZero(), arith::FastMathFlags::nsz);
  add(options.getAllowReciprocal(), arith::FastMathFlags::arcp);
  add(options.getAllowApproxFunc(), arith::FastMathFlags::afn);
  add(options.allowFPContractAcrossStatement(), arith::FastMathFlags::contract);
  return arith::FastMathFlagsAttr::get(module.context, flags);
}

static std::optional<llvm::APFloat> getConstant(Value value) {
  auto constant = value.getDefiningOp<arith::ConstantOp>();
  auto attribute =
      constant ? llvm::dyn_cast<mlir::FloatAttr>(constant.getValue()) : mlir::FloatAttr();
  return attribute ? std::optional(attribute.getValue()) : std::nullopt;
}

/// What LLVM's builder folds while clang emits code; a folded product takes part in no contraction.
static std::optional<llvm::APFloat> fold(clang::BinaryOperatorKind opcode, Value lhs, Value rhs) {
  std::optional<llvm::APFloat> left = getConstant(lhs), right = getConstant(rhs);
  if (!left || !right)
    return std::nullopt;
  constexpr auto rounding = llvm::APFloat::rmNearestTiesToEven;
  switch (opcode) {
  case clang::BO_Add:
    left->add(*right, rounding);
    return left;
  case clang::BO_Sub:
    left->subtract(*right, rounding);
    return left;
  case clang::BO_Mul:
    left->multiply(*right, rounding);
    return left;
  case clang::BO_Div:
    left->divide(*right, rounding);
    return left;
  default:
    return std::nullopt;
  }
}

Value FunctionImporter::emitNegation(Value value, clang::FPOptions options,
                                     SourceLocation location) {
  if (std::optional<llvm::APFloat> constant = getConstant(value)) {
    constant->changeSign();
    return arith::ConstantOp::create(builder, at(location),
                                     mlir::FloatAttr::get(value.getType(), *constant));
  }
  return arith::NegFOp::create(builder, at(location), value, getFastMath(options).getValue());
}

namespace {
/// One operand of a sum that is a product, possibly negated, which nothing else uses.
struct Product {
  arith::MulFOp product;
  arith::NegFOp negation;

  explicit operator bool() const { return static_cast<bool>(product); }
  void erase() {
    if (negation)
      negation.erase();
    product.erase();
  }
};
} // namespace

static Product findProduct(Value operand) {
  Product result;
  if (auto negation = operand.getDefiningOp<arith::NegFOp>();
      negation && negation->use_empty() && negation.getOperand().hasOneUse()) {
    result.negation = negation;
    operand = negation.getOperand();
  }
  auto product = operand.getDefiningOp<arith::MulFOp>();
  if (product && (result.negation || product->use_empty()))
    result.product = product;
  return result;
}

/// `lhs + rhs` or `lhs - rhs` with a product as one operand; clang looks at the left one first.
static Value contract(mlir::OpBuilder &builder, Location location, Value lhs, Value rhs,
                      bool subtract) {
  auto create = [&](Product &product, Value addend, bool subtractAddend, bool negateProduct) {
    Value a = product.product.getLhs(), b = product.product.getRhs();
    // -(a * b) - c has no form of its own.
    if (subtractAddend && negateProduct) {
      a = arith::NegFOp::create(builder, location, a);
      negateProduct = false;
    }
    Value result =
        cxx::MulAddOp::create(builder, location, a, b, addend, subtractAddend, negateProduct);
    product.erase();
    return result;
  };
  if (Product product = findProduct(lhs))
    return create(product, rhs, subtract, static_cast<bool>(product.negation));
  if (Product product = findProduct(rhs))
    return create(product, lhs, false, subtract != static_cast<bool>(product.negation));
  return {};
}

static Value emitFloatArithmetic(mlir::OpBuilder &builder, Location location,
                                 clang::BinaryOperatorKind opcode, Value lhs, Value rhs,
                                 arith::FastMathFlags flags) {
  switch (opcode) {
  case clang::BO_Add:
    return arith::AddFOp::create(builder, location, lhs, rhs, flags);
  case clang::BO_Sub:
    return arith::SubFOp::create(builder, location, lhs, rhs, flags);
  case clang::BO_Mul:
    return arith::MulFOp::create(builder, location, lhs, rhs, flags);
  case clang::BO_Div:
    return arith::DivFOp::create(builder, location, lhs, rhs, flags);
  default:
    return {};
  }
}

// Folds constants at once, as LLVM's builder does.
static Value emitIntegerArithmetic(mlir::OpBuilder &builder, Location location,
                                   clang::BinaryOperatorKind opcode, Value lhs, Value rhs,
                                   bool isSigned, arith::IntegerOverflowFlags flags) {
  switch (opcode) {
  case clang::BO_Add:
    return builder.createOrFold<arith::AddIOp>(location, lhs, rhs, flags);
  case clang::BO_Sub:
    return builder.createOrFold<arith::SubIOp>(location, lhs, rhs, flags);
  case clang::BO_Mul:
    return builder.createOrFold<arith::MulIOp>(location, lhs, rhs, flags);
  case clang::BO_Div:
    if (isSigned)
      return builder.createOrFold<arith::DivSIOp>(location, lhs, rhs);
    return builder.createOrFold<arith::DivUIOp>(location, lhs, rhs);
  case clang::BO_Rem:
    if (isSigned)
      return builder.createOrFold<arith::RemSIOp>(location, lhs, rhs);
    return builder.createOrFold<arith::RemUIOp>(location, lhs, rhs);
  case clang::BO_And:
    return builder.createOrFold<arith::AndIOp>(location, lhs, rhs);
  case clang::BO_Or:
    return builder.createOrFold<arith::OrIOp>(location, lhs, rhs);
  case clang::BO_Xor:
    return builder.createOrFold<arith::XOrIOp>(location, lhs, rhs);
  case clang::BO_Shl:
    return builder.createOrFold<arith::ShLIOp>(location, lhs, rhs);
  case clang::BO_Shr:
    if (isSigned)
      return builder.createOrFold<arith::ShRSIOp>(location, lhs, rhs);
    return builder.createOrFold<arith::ShRUIOp>(location, lhs, rhs);
  default:
    return {};
  }
}

Value FunctionImporter::emitArithmetic(clang::BinaryOperatorKind opcode, Value lhs, Value rhs,
                                       QualType type, clang::FPOptions options,
                                       SourceLocation location) {
  Location at = this->at(location);
  Value result;
  if (llvm::isa<mlir::FloatType>(lhs.getType())) {
    if (options.isFPConstrained())
      return refuse(location, "unsupported-fenv",
                    "changing the floating-point environment is not supported");
    if (std::optional<llvm::APFloat> constant = fold(opcode, lhs, rhs))
      return arith::ConstantOp::create(builder, at, mlir::FloatAttr::get(lhs.getType(), *constant));
    if ((opcode == clang::BO_Add || opcode == clang::BO_Sub) &&
        options.allowFPContractWithinStatement())
      result = contract(builder, at, lhs, rhs, opcode == clang::BO_Sub);
    if (!result)
      result = emitFloatArithmetic(builder, at, opcode, lhs, rhs, getFastMath(options).getValue());
  } else if (llvm::isa<mlir::IntegerType>(lhs.getType())) {
    bool isSigned = type->isSignedIntegerOrEnumerationType();
    bool noWrap =
        isSigned && !type->isBooleanType() &&
        ast.getLangOpts().getSignedOverflowBehavior() == clang::LangOptions::SOB_Undefined;
    // The amount of a shift has its own type.
    if (rhs.getType() != lhs.getType() && llvm::isa<mlir::IntegerType>(rhs.getType()))
      rhs = convertScalar(rhs, getUnsigned(rhs.getType()), getUnsigned(lhs.getType()), location);
    result = emitIntegerArithmetic(builder, at, opcode, lhs, rhs, isSigned,
                                   noWrap ? arith::IntegerOverflowFlags::nsw
                                          : arith::IntegerOverflowFlags::none);
  }
  if (!result)
    return refuse(location, "unsupported-construct",
                  "operator '" + clang::BinaryOperator::getOpcodeStr(opcode) +
                      "' is not supported here");
  return result;
}

QualType FunctionImporter::getUnsigned(mlir::Type type) const {
  return ast.getIntTypeForBitwidth(type.getIntOrFloatBitWidth(), /*Signed=*/false);
}
