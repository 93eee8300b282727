// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vector extensions (`__m128d`, `__attribute__((vector_size(16)))`): a vector is an array of its
// lanes in memory and a list of scalars where it is computed, so nothing behind the importer knows
// vectors. Each operation is that of its lanes, in the same arithmetic, hence bit-equal. Intrinsics
// are read from clang's headers; VectorBuiltins.cpp has the compiler's builtins beneath them.

#include "ImportVector.h"
#include "VectorEmitter.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

Lanes VectorEmitter::emit(const Expr *expression) {
  SourceLocation location = expression->getExprLoc();
  if (expression->isGLValue()) {
    Value address = importer.emitLValue(expression);
    return address && importer.importType(expression->getType(), location)
               ? load(address, expression->getType(), location)
               : Lanes();
  }
  if (std::optional<Lanes> lanes = emitLaneWise(expression))
    return *lanes;
  Value temporary = importer.emitToTemporary(expression);
  return temporary ? load(temporary, expression->getType(), location) : Lanes();
}

std::optional<Lanes> VectorEmitter::emitLaneWise(const Expr *expression) {
  if (MovedFloats moved = findMovedFloats(expression, importer.ast))
    return emitMoved(moved, expression);
  switch (expression->getStmtClass()) {
  case Stmt::ParenExprClass:
    return emit(llvm::cast<clang::ParenExpr>(expression)->getSubExpr());
  case Stmt::ImplicitCastExprClass:
  case Stmt::CStyleCastExprClass:
  case Stmt::CXXFunctionalCastExprClass:
  case Stmt::CXXStaticCastExprClass:
  case Stmt::CXXReinterpretCastExprClass: {
    const auto *cast = llvm::cast<clang::CastExpr>(expression);
    if (cast->getCastKind() == clang::CK_UserDefinedConversion ||
        cast->getCastKind() == clang::CK_ConstructorConversion)
      return std::nullopt;
    return emitCast(cast);
  }
  case Stmt::BinaryOperatorClass:
    return emitBinary(llvm::cast<clang::BinaryOperator>(expression));
  case Stmt::CompoundAssignOperatorClass: {
    Value target;
    return emitCompound(llvm::cast<clang::CompoundAssignOperator>(expression), target);
  }
  case Stmt::UnaryOperatorClass:
    return emitUnary(llvm::cast<clang::UnaryOperator>(expression));
  case Stmt::InitListExprClass:
    return emitInitList(llvm::cast<clang::InitListExpr>(expression));
  case Stmt::ShuffleVectorExprClass:
    return emitShuffle(llvm::cast<clang::ShuffleVectorExpr>(expression));
  case Stmt::ConvertVectorExprClass: {
    const auto *conversion = llvm::cast<clang::ConvertVectorExpr>(expression);
    QualType from = conversion->getSrcExpr()->getType();
    Lanes lanes = emit(conversion->getSrcExpr());
    for (Value &lane : lanes)
      if (!(lane =
                importer.convertScalar(lane, getLaneType(from), getLaneType(expression->getType()),
                                       expression->getExprLoc())))
        return Lanes();
    return lanes;
  }
  case Stmt::ConditionalOperatorClass: {
    const auto *conditional = llvm::cast<clang::ConditionalOperator>(expression);
    if (!conditional->getCond()->getType()->isVectorType())
      return std::nullopt;
    return emitSelect(conditional);
  }
  case Stmt::CallExprClass:
    return emitBuiltin(llvm::cast<clang::CallExpr>(expression));
  default:
    return std::nullopt;
  }
}

Lanes VectorEmitter::emitCast(const clang::CastExpr *cast) {
  const Expr *operand = cast->getSubExpr();
  SourceLocation location = cast->getExprLoc();
  QualType to = cast->getType();
  switch (cast->getCastKind()) {
  case clang::CK_NoOp:
  case clang::CK_LValueToRValue:
    return emit(operand);
  case clang::CK_BitCast:
    if (!operand->getType()->isVectorType())
      break;
    return reinterpret(emit(operand), to, location);
  case clang::CK_VectorSplat: {
    Value value = importer.emitScalar(operand);
    return value ? Lanes(getVector(to)->getNumElements(), value) : Lanes();
  }
  case clang::CK_IntegralCast:
  case clang::CK_FloatingCast:
  case clang::CK_IntegralToFloating:
  case clang::CK_FloatingToIntegral: {
    Lanes lanes = emit(operand);
    for (Value &lane : lanes)
      if (!(lane = importer.convertScalar(lane, getLaneType(operand->getType()), getLaneType(to),
                                          location)))
        return {};
    return lanes;
  }
  default:
    break;
  }
  return refuse(cast, llvm::Twine("conversion '") + cast->getCastKindName() + "' of vectors");
}

Lanes VectorEmitter::emitBinary(const clang::BinaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  clang::BinaryOperatorKind opcode = expression->getOpcode();
  if (opcode == clang::BO_Comma) {
    importer.emitIgnored(expression->getLHS());
    return emit(expression->getRHS());
  }
  if (opcode == clang::BO_Assign) {
    Lanes lanes = emit(expression->getRHS());
    Value target = lanes.empty() ? Value() : importer.emitLValue(expression->getLHS());
    if (!target)
      return {};
    store(lanes, target, location);
    return lanes;
  }
  if (expression->isLogicalOp() || expression->isPtrMemOp())
    return refuse(expression, "operator '" + expression->getOpcodeStr() + "' of vectors");
  Lanes lhs = emit(expression->getLHS());
  Lanes rhs = lhs.empty() ? Lanes() : emit(expression->getRHS());
  if (rhs.empty())
    return {};
  if (expression->isComparisonOp())
    return compare(opcode, lhs, rhs, expression->getLHS()->getType(), expression->getType(),
                   location);
  return combine(opcode, lhs, rhs, expression->getType(),
                 expression->getFPFeaturesInEffect(importer.ast.getLangOpts()), location);
}

Lanes VectorEmitter::emitCompound(const clang::CompoundAssignOperator *expression, Value &target) {
  SourceLocation location = expression->getOperatorLoc();
  Lanes rhs = emit(expression->getRHS());
  target = rhs.empty() ? Value() : importer.emitLValue(expression->getLHS());
  if (!target)
    return {};
  Lanes lanes =
      combine(clang::BinaryOperator::getOpForCompoundAssignment(expression->getOpcode()),
              load(target, expression->getLHS()->getType(), location), rhs, expression->getType(),
              expression->getFPFeaturesInEffect(importer.ast.getLangOpts()), location);
  store(lanes, target, location);
  return lanes;
}

Lanes VectorEmitter::emitUnary(const clang::UnaryOperator *expression) {
  SourceLocation location = expression->getOperatorLoc();
  switch (expression->getOpcode()) {
  case clang::UO_Plus:
  case clang::UO_Extension:
    return emit(expression->getSubExpr());
  case clang::UO_Minus:
  case clang::UO_Not: {
    Lanes lanes = emit(expression->getSubExpr());
    for (Value &lane : lanes) {
      if (llvm::isa<mlir::FloatType>(lane.getType()))
        lane = importer.emitNegation(
            lane, expression->getFPFeaturesInEffect(importer.ast.getLangOpts()), location);
      else if (expression->getOpcode() == clang::UO_Not)
        lane = arith::XOrIOp::create(importer.builder, importer.at(location), lane,
                                     importer.constantInt(lane.getType(), -1, location));
      else
        lane = arith::SubIOp::create(importer.builder, importer.at(location),
                                     importer.constantInt(lane.getType(), 0, location), lane);
    }
    return lanes;
  }
  default:
    return refuse(expression, "operator '" +
                                  clang::UnaryOperator::getOpcodeStr(expression->getOpcode()) +
                                  "' of vectors");
  }
}

Lanes VectorEmitter::emitInitList(const clang::InitListExpr *list) {
  SourceLocation location = list->getExprLoc();
  if (list->getNumInits() == 1 && list->getInit(0)->getType()->isVectorType())
    return emit(list->getInit(0));
  mlir::Type type = importer.importType(getLaneType(list->getType()), location);
  if (!type)
    return {};
  Lanes lanes;
  for (const Expr *element : list->inits()) {
    if (element->getType()->isVectorType())
      return refuse(list, "a vector within an initializer of a vector");
    Value lane = importer.emitScalar(element);
    if (!lane)
      return {};
    lanes.push_back(lane);
  }
  while (lanes.size() < getVector(list->getType())->getNumElements())
    lanes.push_back(importer.zero(type, location));
  return lanes;
}

/// Lanes that go through vectors of integers stay numbers.
Lanes VectorEmitter::emitMoved(const MovedFloats &moved, const Expr *expression) {
  SourceLocation location = expression->getExprLoc();
  Lanes lanes;
  if (!moved.source) {
    mlir::Type type = importer.importType(getLaneType(expression->getType()), location);
    for (const llvm::APFloat &number : moved.constants)
      lanes.push_back(arith::ConstantOp::create(importer.builder, importer.at(location),
                                                mlir::FloatAttr::get(type, number)));
    return lanes;
  }
  Lanes source = emit(moved.source);
  for (unsigned lane : moved.lanes)
    if (!source.empty())
      lanes.push_back(source[lane]);
  return lanes;
}

Lanes VectorEmitter::emitShuffle(const clang::ShuffleVectorExpr *shuffle) {
  if (shuffle->getNumSubExprs() < 3)
    return refuse(shuffle, "a shuffle with a computed mask");
  Lanes both = emit(shuffle->getExpr(0));
  Lanes second = both.empty() ? Lanes() : emit(shuffle->getExpr(1));
  if (second.empty())
    return {};
  both.append(second);
  Lanes lanes;
  for (unsigned i = 0; i < shuffle->getNumSubExprs() - 2; ++i) {
    llvm::APSInt index = shuffle->getShuffleMaskIdx(i);
    // -1: any value will do.
    lanes.push_back(index.isNegative()
                        ? importer.zero(both.front().getType(), shuffle->getExprLoc())
                        : both[index.getZExtValue()]);
  }
  return lanes;
}

/// `mask ? x : y`, lane by lane: the sign of a mask's lane decides.
Lanes VectorEmitter::emitSelect(const clang::ConditionalOperator *expression) {
  Lanes mask = emit(expression->getCond());
  Lanes first = mask.empty() ? Lanes() : emit(expression->getTrueExpr());
  Lanes second = first.empty() ? Lanes() : emit(expression->getFalseExpr());
  if (second.empty())
    return {};
  SourceLocation location = expression->getExprLoc();
  Lanes lanes;
  for (unsigned i = 0; i < mask.size(); ++i) {
    Value chosen = importer.isNotZero(mask[i], location);
    lanes.push_back(arith::SelectOp::create(importer.builder, importer.at(location), chosen,
                                            first[i], second[i]));
  }
  return lanes;
}

bool costate::frontend::emitVectorInstruction(FunctionImporter &importer,
                                              const clang::GCCAsmStmt *assembly) {
  return VectorEmitter(importer).emitInstruction(assembly);
}

std::optional<LogicalResult> costate::frontend::emitVector(FunctionImporter &importer,
                                                           const Expr *expression,
                                                           Value destination) {
  if (!expression->getType()->isVectorType() || expression->isGLValue())
    return std::nullopt;
  VectorEmitter emitter(importer);
  std::optional<Lanes> lanes = emitter.emitLaneWise(expression);
  if (!lanes)
    return std::nullopt;
  if (lanes->empty())
    return importer.refuseQuietly();
  emitter.store(*lanes, destination, expression->getExprLoc());
  return success();
}

std::optional<Value> costate::frontend::emitVectorReduction(FunctionImporter &importer,
                                                            const clang::CallExpr *call,
                                                            llvm::StringRef name) {
  return VectorEmitter(importer).emitReduction(call, name);
}

Value costate::frontend::emitVectorAssignment(FunctionImporter &importer,
                                              const clang::CompoundAssignOperator *expression) {
  Value target;
  (void)VectorEmitter(importer).emitCompound(expression, target);
  return target;
}

Value costate::frontend::emitVectorLane(FunctionImporter &importer,
                                        const clang::ArraySubscriptExpr *expression) {
  const Expr *base = expression->getBase();
  Value vector = base->isGLValue() ? importer.emitLValue(base) : importer.emitToTemporary(base);
  Value index = vector ? importer.emitScalar(expression->getIdx()) : Value();
  if (!index)
    return {};
  SourceLocation location = expression->getExprLoc();
  return importer.element(
      vector, importer.toIndex(index, expression->getIdx()->getType(), location), location);
}
