// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Complex numbers: expressions, assignments, conversions, and the functions of the C library. A
// real operand stays real as long as it can: `2.0 * z` are two products.

#include "ImportComplex.h"

#include "MathFunctions.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

cxx::RecordType frontend::getComplexType(mlir::Type part) {
  if (!part || (!part.isF32() && !part.isF64()))
    return {};
  auto type =
      cxx::RecordType::get(part.getContext(), part.isF32() ? "_Complex float" : "_Complex double");
  uint64_t size = cxx::getTypeSize(part);
  if (!type.isComplete())
    (void)type.setBody({{"re", part, 0}, {"im", part, size}}, 2 * size, size);
  return type;
}

/// The name of a function of complex numbers without its `c` and the suffix of its type, as
/// cxx.complex_function has it; empty for other functions.
static llvm::StringRef findFunction(const clang::FunctionDecl *callee) {
  if (!callee || callee->getNumParams() == 0 ||
      !callee->getParamDecl(0)->getType()->isAnyComplexType())
    return {};
  llvm::StringRef name = getLibraryName(callee);
  QualType part =
      callee->getParamDecl(0)->getType()->castAs<clang::ComplexType>()->getElementType();
  if (!name.consume_front("c") && name != "conj" && name != "conjf")
    return {};
  clang::ASTContext &ast = callee->getASTContext();
  if (ast.hasSameUnqualifiedType(part, ast.FloatTy) && !name.consume_back("f"))
    return {};
  if (name == "onj")
    name = "conj";
  return llvm::StringSwitch<llvm::StringRef>(name)
      .Cases({"exp", "log", "sqrt", "pow", "proj", "conj"}, name)
      .Cases({"sin", "cos", "tan", "asin", "acos", "atan"}, name)
      .Cases({"sinh", "cosh", "tanh", "asinh", "acosh", "atanh"}, name)
      .Cases({"abs", "arg", "real", "imag"}, name)
      .Default("");
}

static bool isComplexBuiltin(const clang::CallExpr *call) {
  const clang::FunctionDecl *callee = call->getDirectCallee();
  return callee && callee->getBuiltinID() == clang::Builtin::BI__builtin_complex;
}

bool ComplexEmitter::isComputed(const Expr *expression) {
  if (expression->isGLValue())
    return llvm::isa<clang::CompoundAssignOperator>(expression->IgnoreParens());
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(expression))
    return binary->getOpcode() != clang::BO_Comma && binary->getOpcode() != clang::BO_Assign;
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(expression))
    return isComplexBuiltin(call) || !findFunction(call->getDirectCallee()).empty();
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression))
    return cast->getCastKind() != clang::CK_NoOp &&
           cast->getCastKind() != clang::CK_LValueToRValue &&
           cast->getCastKind() != clang::CK_UserDefinedConversion;
  return llvm::isa<clang::UnaryOperator, clang::InitListExpr, clang::ImaginaryLiteral>(expression);
}

ComplexValue ComplexEmitter::load(Value address, SourceLocation location) {
  return {importer.load(importer.field(address, 0, location), location),
          importer.load(importer.field(address, 1, location), location)};
}

void ComplexEmitter::store(ComplexValue value, Value address, SourceLocation location) {
  value = complete(value, location);
  importer.store(value.re, importer.field(address, 0, location), location);
  importer.store(value.im, importer.field(address, 1, location), location);
}

ComplexValue ComplexEmitter::complete(ComplexValue value, SourceLocation location) {
  if (value.re && !value.im)
    value.im = importer.zero(value.re.getType(), location);
  return value;
}

LogicalResult ComplexEmitter::emitInto(const Expr *expression, Value destination) {
  ComplexValue value = emit(expression);
  if (!value)
    return failure();
  store(value, destination, expression->getExprLoc());
  return success();
}

ComplexValue ComplexEmitter::emit(const Expr *expression) {
  SourceLocation location = expression->getExprLoc();
  const Expr *bare = expression->IgnoreParens();
  if (!expression->getType()->isAnyComplexType())
    return {bare->isGLValue() ? importer.emitLoad(bare) : importer.emitScalar(bare), Value()};
  if (!importer.importType(expression->getType(), location))
    return {};
  if (!isComputed(bare)) {
    Value address = bare->isGLValue() ? importer.emitLValue(bare) : importer.emitToTemporary(bare);
    return address ? load(address, location) : ComplexValue();
  }
  switch (bare->getStmtClass()) {
  case Stmt::UnaryOperatorClass:
    return emitUnary(llvm::cast<clang::UnaryOperator>(bare));
  case Stmt::BinaryOperatorClass:
    return emitBinary(llvm::cast<clang::BinaryOperator>(bare));
  case Stmt::CompoundAssignOperatorClass: {
    ComplexValue result;
    return emitCompound(llvm::cast<clang::CompoundAssignOperator>(bare), result) ? result
                                                                                 : ComplexValue();
  }
  case Stmt::InitListExprClass:
    return emitList(llvm::cast<clang::InitListExpr>(bare));
  case Stmt::CallExprClass:
    return emitCall(llvm::cast<clang::CallExpr>(bare));
  case Stmt::ImaginaryLiteralClass: {
    Value im = importer.emitScalar(llvm::cast<clang::ImaginaryLiteral>(bare)->getSubExpr());
    return im ? ComplexValue{importer.zero(im.getType(), location), im} : ComplexValue();
  }
  default:
    if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(bare))
      return emitCast(cast);
    importer.refuseNode(bare);
    return {};
  }
}

ComplexValue ComplexEmitter::emitList(const clang::InitListExpr *list) {
  SourceLocation location = list->getExprLoc();
  QualType part = list->getType()->castAs<clang::ComplexType>()->getElementType();
  if (list->getNumInits() == 1 && list->getInit(0)->getType()->isAnyComplexType())
    return emit(list->getInit(0));
  mlir::Type type = importer.importType(part, location);
  if (!type || list->getNumInits() > 2)
    return {};
  ComplexValue result = {importer.zero(type, location), importer.zero(type, location)};
  if (list->getNumInits() > 0)
    result.re = importer.emitScalar(list->getInit(0));
  if (list->getNumInits() > 1 && result.re && !(result.im = importer.emitScalar(list->getInit(1))))
    return {};
  return result;
}

ComplexValue ComplexEmitter::emitUnary(const clang::UnaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  const Expr *operand = expression->getSubExpr();
  clang::FPOptions options = expression->getFPFeaturesInEffect(importer.ast.getLangOpts());
  switch (expression->getOpcode()) {
  case clang::UO_Plus:
  case clang::UO_Extension:
    return emit(operand);
  case clang::UO_Minus:
  case clang::UO_Not: {
    ComplexValue value = emit(operand);
    if (!value)
      return {};
    // `~z` is the conjugate.
    if (expression->getOpcode() == clang::UO_Minus)
      value.re = importer.emitNegation(value.re, options, location);
    value.im = importer.emitNegation(value.im, options, location);
    return value;
  }
  default:
    importer.refuse(location, "unsupported-complex",
                    "this operator is not supported for complex numbers");
    return {};
  }
}

ComplexValue ComplexEmitter::emitCast(const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  QualType from = cast->getSubExpr()->getType(), to = cast->getType();
  switch (cast->getCastKind()) {
  case clang::CK_FloatingComplexCast:
  case clang::CK_FloatingRealToComplex: {
    ComplexValue value = emit(cast->getSubExpr());
    return value ? complete(convert(value, from, to, location), location) : ComplexValue();
  }
  default:
    importer.refuse(location, "unsupported-complex",
                    llvm::Twine("conversion '") + cast->getCastKindName() + "' is not supported");
    return {};
  }
}

ComplexValue ComplexEmitter::convert(ComplexValue value, QualType from, QualType to,
                                     SourceLocation location) {
  auto getPart = [](QualType type) {
    const auto *complex = type->getAs<clang::ComplexType>();
    return complex ? complex->getElementType() : type;
  };
  value.re = importer.convertScalar(value.re, getPart(from), getPart(to), location);
  if (value.im)
    value.im = importer.convertScalar(value.im, getPart(from), getPart(to), location);
  return value;
}

ComplexValue ComplexEmitter::emitBinary(const clang::BinaryOperator *expression) {
  ComplexValue lhs = emit(expression->getLHS());
  ComplexValue rhs = lhs ? emit(expression->getRHS()) : ComplexValue();
  if (!rhs)
    return {};
  return emitArithmetic(expression->getOpcode(), lhs, rhs,
                        expression->getFPFeaturesInEffect(importer.ast.getLangOpts()),
                        expression->getOperatorLoc());
}

Value ComplexEmitter::emitBool(const Expr *expression) {
  SourceLocation location = expression->getExprLoc();
  ComplexValue value = emit(expression);
  if (!value)
    return {};
  return arith::OrIOp::create(importer.builder, importer.at(location),
                              importer.isNotZero(value.re, location),
                              importer.isNotZero(value.im, location));
}

Value ComplexEmitter::emitComparison(const clang::BinaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  ComplexValue lhs = emit(expression->getLHS());
  ComplexValue rhs = lhs ? emit(expression->getRHS()) : ComplexValue();
  if (!rhs)
    return {};
  lhs = complete(lhs, location);
  rhs = complete(rhs, location);
  bool isEqual = expression->getOpcode() == clang::BO_EQ;
  auto predicate = isEqual ? arith::CmpFPredicate::OEQ : arith::CmpFPredicate::UNE;
  auto compare = [&](Value x, Value y) {
    return arith::CmpFOp::create(importer.builder, importer.at(location), predicate, x, y);
  };
  Value re = compare(lhs.re, rhs.re), im = compare(lhs.im, rhs.im), result;
  if (isEqual)
    result = arith::AndIOp::create(importer.builder, importer.at(location), re, im);
  else
    result = arith::OrIOp::create(importer.builder, importer.at(location), re, im);
  return importer.convertScalar(result, importer.ast.BoolTy, expression->getType(), location);
}

Value ComplexEmitter::emitCompound(const clang::CompoundAssignOperator *expression,
                                   ComplexValue &result) {
  SourceLocation location = expression->getOperatorLoc();
  const Expr *target = expression->getLHS();
  QualType type = target->getType(), computation = expression->getComputationLHSType();
  if (!type->isAnyComplexType())
    return importer.refuse(location, "unsupported-complex",
                           "assignment of a complex number to a real one is not supported");
  ComplexValue rhs = emit(expression->getRHS());
  Value address = rhs ? importer.emitLValue(target) : Value();
  if (!address || !importer.importType(type, location))
    return {};
  ComplexValue lhs = convert(load(address, location), type, computation, location);
  // `_Complex float z; z *= 2.0;` computes in double.
  if (lhs.re.getType() != rhs.re.getType())
    return importer.refuse(location, "unsupported-complex",
                           "operands of different precision are not supported here");
  ComplexValue computed = emitArithmetic(
      clang::BinaryOperator::getOpForCompoundAssignment(expression->getOpcode()), lhs, rhs,
      expression->getFPFeaturesInEffect(importer.ast.getLangOpts()), location);
  if (!computed)
    return {};
  result =
      convert(complete(computed, location), expression->getComputationResultType(), type, location);
  store(result, address, location);
  return address;
}

ComplexValue ComplexEmitter::emitArithmetic(clang::BinaryOperatorKind opcode, ComplexValue lhs,
                                            ComplexValue rhs, clang::FPOptions options,
                                            SourceLocation location) {
  Location at = importer.at(location);
  mlir::OpBuilder &builder = importer.builder;
  arith::FastMathFlags flags = importer.getFastMath(options).getValue();
  switch (opcode) {
  case clang::BO_Add: {
    Value re = arith::AddFOp::create(builder, at, lhs.re, rhs.re, flags);
    if (lhs.im && rhs.im)
      return {re, arith::AddFOp::create(builder, at, lhs.im, rhs.im, flags)};
    return {re, lhs.im ? lhs.im : rhs.im};
  }
  case clang::BO_Sub: {
    Value re = arith::SubFOp::create(builder, at, lhs.re, rhs.re, flags);
    if (lhs.im && rhs.im)
      return {re, arith::SubFOp::create(builder, at, lhs.im, rhs.im, flags)};
    return {re, lhs.im ? lhs.im : importer.emitNegation(rhs.im, options, location)};
  }
  case clang::BO_Mul:
    return emitProduct(lhs, rhs, options, location);
  case clang::BO_Div:
    return emitQuotient(lhs, rhs, options, location);
  default:
    importer.refuse(location, "unsupported-complex",
                    "this operator is not supported for complex numbers");
    return {};
  }
}

/// True where the full rules of Annex G hold (the default).
static bool isFullRange(clang::FPOptions options) {
  auto range = options.getComplexRange();
  return range == clang::LangOptions::CX_Full || range == clang::LangOptions::CX_None;
}

ComplexValue ComplexEmitter::emitProduct(ComplexValue lhs, ComplexValue rhs,
                                         clang::FPOptions options, SourceLocation location) {
  Location at = importer.at(location);
  mlir::OpBuilder &builder = importer.builder;
  arith::FastMathFlags flags = importer.getFastMath(options).getValue();
  auto multiply = [&](Value x, Value y) -> Value {
    return arith::MulFOp::create(builder, at, x, y, flags);
  };
  if (!rhs.im)
    return {multiply(lhs.re, rhs.re), multiply(lhs.im, rhs.re)};
  if (!lhs.im)
    return {multiply(lhs.re, rhs.re), multiply(lhs.re, rhs.im)};
  if (isFullRange(options))
    return callFunction("mul", {lhs, rhs}, location);
  Value ac = multiply(lhs.re, rhs.re), bd = multiply(lhs.im, rhs.im);
  Value ad = multiply(lhs.re, rhs.im), bc = multiply(lhs.im, rhs.re);
  return {arith::SubFOp::create(builder, at, ac, bd, flags),
          arith::AddFOp::create(builder, at, ad, bc, flags)};
}

ComplexValue ComplexEmitter::emitQuotient(ComplexValue lhs, ComplexValue rhs,
                                          clang::FPOptions options, SourceLocation location) {
  Location at = importer.at(location);
  mlir::OpBuilder &builder = importer.builder;
  arith::FastMathFlags flags = importer.getFastMath(options).getValue();
  auto divide = [&](Value x, Value y) -> Value {
    return arith::DivFOp::create(builder, at, x, y, flags);
  };
  if (!rhs.im)
    return {divide(lhs.re, rhs.re), divide(lhs.im, rhs.re)};
  lhs = complete(lhs, location);
  if (isFullRange(options))
    return callFunction("div", {lhs, rhs}, location);
  if (options.getComplexRange() != clang::LangOptions::CX_Basic) {
    importer.refuse(location, "unsupported-complex",
                    "division with this -fcomplex-arithmetic is not supported; use 'full' or "
                    "'basic'");
    return {};
  }
  auto multiply = [&](Value x, Value y) -> Value {
    return arith::MulFOp::create(builder, at, x, y, flags);
  };
  auto add = [&](Value x, Value y) -> Value {
    return arith::AddFOp::create(builder, at, x, y, flags);
  };
  Value re = add(multiply(lhs.re, rhs.re), multiply(lhs.im, rhs.im));
  Value norm = add(multiply(rhs.re, rhs.re), multiply(rhs.im, rhs.im));
  Value im =
      arith::SubFOp::create(builder, at, multiply(lhs.im, rhs.re), multiply(lhs.re, rhs.im), flags);
  return {divide(re, norm), divide(im, norm)};
}

ComplexValue ComplexEmitter::callFunction(llvm::StringRef function,
                                          llvm::ArrayRef<ComplexValue> arguments,
                                          SourceLocation location) {
  llvm::SmallVector<Value> parts;
  for (const ComplexValue &argument : arguments)
    parts.append({argument.re, argument.im});
  auto part = [&](bool imaginary) {
    return cxx::ComplexFunctionOp::create(importer.builder, importer.at(location),
                                          parts[0].getType(), function, imaginary, parts);
  };
  return {part(false), part(true)};
}

ComplexValue ComplexEmitter::emitCall(const clang::CallExpr *call) {
  SourceLocation location = call->getExprLoc();
  if (isComplexBuiltin(call)) {
    Value re = importer.emitScalar(call->getArg(0));
    Value im = re ? importer.emitScalar(call->getArg(1)) : Value();
    return im ? ComplexValue{re, im} : ComplexValue();
  }
  llvm::SmallVector<ComplexValue> arguments;
  for (const Expr *argument : call->arguments()) {
    ComplexValue value = emit(argument);
    if (!value)
      return {};
    arguments.push_back(complete(value, location));
  }
  llvm::StringRef name = findFunction(call->getDirectCallee());
  if (name != "conj")
    return callFunction(name, arguments, location);
  ComplexValue value = arguments[0];
  value.im = importer.emitNegation(
      value.im, call->getFPFeaturesInEffect(importer.ast.getLangOpts()), location);
  return value;
}

std::optional<Value> ComplexEmitter::emitRealFunction(const clang::CallExpr *call) {
  llvm::StringRef name = findFunction(call->getDirectCallee());
  if (name.empty() || call->getType()->isAnyComplexType())
    return std::nullopt;
  Location at = importer.at(call->getExprLoc());
  ComplexValue value = emit(call->getArg(0));
  if (!value)
    return Value();
  // As the C library defines them.
  if (name == "abs")
    return cxx::HypotOp::create(importer.builder, at, value.re.getType(), value.re, value.im);
  if (name == "arg")
    return mlir::math::Atan2Op::create(importer.builder, at, value.im, value.re);
  return name == "real" ? value.re : value.im;
}
