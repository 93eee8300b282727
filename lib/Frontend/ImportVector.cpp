// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vector extensions (`__m128d`, `__attribute__((vector_size(16)))`): a vector is an array of its
// lanes in memory and a list of scalars where it is computed, so nothing behind the importer knows
// vectors. Each operation is that of its lanes, in the same arithmetic, hence bit-equal. Intrinsics
// are read from clang's headers; here are only the compiler's builtins beneath them.

#include "ImportVector.h"
#include "FunctionImporter.h"
#include "VectorBits.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringSwitch.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

namespace {

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

} // namespace

static const clang::VectorType *getVector(QualType type) {
  return type->getAs<clang::VectorType>();
}

static QualType getLaneType(QualType type) { return getVector(type)->getElementType(); }

Lanes VectorEmitter::load(Value address, QualType type, SourceLocation location) {
  Lanes lanes;
  for (unsigned i = 0; i < getVector(type)->getNumElements(); ++i)
    lanes.push_back(importer.load(
        importer.element(address, importer.constantIndex(i, location), location), location));
  return lanes;
}

void VectorEmitter::store(llvm::ArrayRef<Value> lanes, Value address, SourceLocation location) {
  for (auto [index, lane] : llvm::enumerate(lanes))
    importer.store(lane,
                   importer.element(address, importer.constantIndex(index, location), location),
                   location);
}

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

/// The same bits as lanes of another type: lane by lane where the widths agree, else through an
/// integer that is as wide as the wider lane.
Lanes VectorEmitter::reinterpret(llvm::ArrayRef<Value> lanes, QualType to,
                                 SourceLocation location) {
  if (lanes.empty())
    return {};
  mlir::Type target = importer.importType(getLaneType(to), location);
  if (!target)
    return {};
  Location at = importer.at(location);
  mlir::OpBuilder &builder = importer.builder;
  auto asBits = [&](Value value) -> Value {
    if (llvm::isa<mlir::IntegerType>(value.getType()))
      return value;
    return arith::BitcastOp::create(
        builder, at, builder.getIntegerType(value.getType().getIntOrFloatBitWidth()), value);
  };
  auto fromBits = [&](Value bits) -> Value {
    return bits.getType() == target ? bits : arith::BitcastOp::create(builder, at, target, bits);
  };
  unsigned fromWidth = lanes.front().getType().getIntOrFloatBitWidth();
  unsigned toWidth = target.getIntOrFloatBitWidth();
  Lanes result;
  if (fromWidth == toWidth) {
    for (Value lane : lanes)
      result.push_back(lane.getType() == target ? lane : fromBits(asBits(lane)));
    return result;
  }
  mlir::Type narrow = builder.getIntegerType(std::min(fromWidth, toWidth));
  mlir::Type wide = builder.getIntegerType(std::max(fromWidth, toWidth));
  auto shift = [&](unsigned part) {
    return importer.constantInt(wide, part * narrow.getIntOrFloatBitWidth(), location);
  };
  if (fromWidth > toWidth) {
    for (Value lane : lanes)
      for (unsigned part = 0; part < fromWidth / toWidth; ++part) {
        Value moved = arith::ShRUIOp::create(builder, at, asBits(lane), shift(part));
        result.push_back(fromBits(arith::TruncIOp::create(builder, at, narrow, moved)));
      }
    return result;
  }
  unsigned parts = toWidth / fromWidth;
  for (unsigned first = 0; first + parts <= lanes.size(); first += parts) {
    Value sum;
    for (unsigned part = 0; part < parts; ++part) {
      Value bits = arith::ExtUIOp::create(builder, at, wide, asBits(lanes[first + part]));
      bits = arith::ShLIOp::create(builder, at, bits, shift(part));
      sum = sum ? arith::OrIOp::create(builder, at, sum, bits).getResult() : bits;
    }
    result.push_back(fromBits(sum));
  }
  return result;
}

Lanes VectorEmitter::combine(clang::BinaryOperatorKind opcode, llvm::ArrayRef<Value> lhs,
                             llvm::ArrayRef<Value> rhs, QualType type, clang::FPOptions options,
                             SourceLocation location) {
  if (lhs.size() != rhs.size())
    return {};
  Lanes result;
  for (auto [left, right] : llvm::zip(lhs, rhs)) {
    Value lane = importer.emitArithmetic(opcode, left, right, getLaneType(type), options, location);
    if (!lane)
      return {};
    result.push_back(lane);
  }
  return result;
}

Value VectorEmitter::compareLane(clang::BinaryOperatorKind opcode, Value lhs, Value rhs,
                                 bool isSigned, Location at) {
  if (llvm::isa<mlir::FloatType>(lhs.getType())) {
    auto predicate = opcode == clang::BO_LT   ? arith::CmpFPredicate::OLT
                     : opcode == clang::BO_GT ? arith::CmpFPredicate::OGT
                     : opcode == clang::BO_LE ? arith::CmpFPredicate::OLE
                     : opcode == clang::BO_GE ? arith::CmpFPredicate::OGE
                     : opcode == clang::BO_EQ ? arith::CmpFPredicate::OEQ
                                              : arith::CmpFPredicate::UNE;
    return arith::CmpFOp::create(importer.builder, at, predicate, lhs, rhs);
  }
  using Predicate = arith::CmpIPredicate;
  auto predicate = opcode == clang::BO_LT   ? (isSigned ? Predicate::slt : Predicate::ult)
                   : opcode == clang::BO_GT ? (isSigned ? Predicate::sgt : Predicate::ugt)
                   : opcode == clang::BO_LE ? (isSigned ? Predicate::sle : Predicate::ule)
                   : opcode == clang::BO_GE ? (isSigned ? Predicate::sge : Predicate::uge)
                   : opcode == clang::BO_EQ ? Predicate::eq
                                            : Predicate::ne;
  return arith::CmpIOp::create(importer.builder, at, predicate, lhs, rhs);
}

/// All bits of a lane are set where the comparison holds.
Lanes VectorEmitter::compare(clang::BinaryOperatorKind opcode, llvm::ArrayRef<Value> lhs,
                             llvm::ArrayRef<Value> rhs, QualType operand, QualType result,
                             SourceLocation location) {
  mlir::Type lane = importer.importType(getLaneType(result), location);
  if (!lane || lhs.size() != rhs.size())
    return {};
  bool isSigned = getLaneType(operand)->isSignedIntegerType();
  Lanes lanes;
  for (auto [left, right] : llvm::zip(lhs, rhs)) {
    Value holds = compareLane(opcode, left, right, isSigned, importer.at(location));
    lanes.push_back(arith::ExtSIOp::create(importer.builder, importer.at(location), lane, holds));
  }
  return lanes;
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

Value VectorEmitter::choose(clang::BinaryOperatorKind opcode, Value lhs, Value rhs,
                            SourceLocation location) {
  Location at = importer.at(location);
  Value first = compareLane(opcode, lhs, rhs, /*isSigned=*/true, at);
  return arith::SelectOp::create(importer.builder, at, first, lhs, rhs);
}

std::optional<Lanes> VectorEmitter::emitBuiltin(const clang::CallExpr *call) {
  const clang::FunctionDecl *callee = call->getDirectCallee();
  if (!callee || !callee->getBuiltinID())
    return std::nullopt;
  llvm::StringRef name = callee->getName();
  SourceLocation location = call->getExprLoc();
  Location at = importer.at(location);
  mlir::OpBuilder &builder = importer.builder;
  auto operands = [&](unsigned count) {
    llvm::SmallVector<Lanes, 2> values;
    for (unsigned i = 0; i < count; ++i)
      values.push_back(emit(call->getArg(i)));
    return values;
  };
  auto perLane = [&](unsigned count, llvm::function_ref<Value(llvm::ArrayRef<Value>)> compute) {
    llvm::SmallVector<Lanes, 2> values = operands(count);
    Lanes lanes;
    for (unsigned i = 0; i < values.front().size(); ++i) {
      llvm::SmallVector<Value, 3> arguments;
      for (const Lanes &value : values)
        arguments.push_back(i < value.size() ? value[i] : Value());
      if (llvm::is_contained(arguments, Value()))
        return Lanes();
      lanes.push_back(compute(arguments));
    }
    return lanes;
  };
  // The machine's minimum and maximum: the second operand where the comparison does not hold.
  auto extremum = [&](clang::BinaryOperatorKind opcode) {
    return perLane(2,
                   [&](llvm::ArrayRef<Value> x) { return choose(opcode, x[0], x[1], location); });
  };
  // The scalar forms work on lane 0 and keep the others of the first operand.
  auto lowest = [&](clang::BinaryOperatorKind opcode) {
    llvm::SmallVector<Lanes, 2> values = operands(2);
    if (values[0].empty() || values[1].empty())
      return Lanes();
    values[0][0] = choose(opcode, values[0][0], values[1][0], location);
    return values[0];
  };
  auto constant = [&](unsigned index) {
    return call->getArg(index)->EvaluateKnownConstInt(importer.ast).getZExtValue();
  };
  if (name == "__builtin_ia32_minpd" || name == "__builtin_ia32_minps" ||
      name == "__builtin_ia32_minpd256" || name == "__builtin_ia32_minps256")
    return extremum(clang::BO_LT);
  if (name == "__builtin_ia32_maxpd" || name == "__builtin_ia32_maxps" ||
      name == "__builtin_ia32_maxpd256" || name == "__builtin_ia32_maxps256")
    return extremum(clang::BO_GT);
  if (name == "__builtin_ia32_minsd" || name == "__builtin_ia32_minss")
    return lowest(clang::BO_LT);
  if (name == "__builtin_ia32_maxsd" || name == "__builtin_ia32_maxss")
    return lowest(clang::BO_GT);
  if (name == "__builtin_elementwise_sqrt" || name == "__builtin_ia32_sqrtpd" ||
      name == "__builtin_ia32_sqrtps")
    return perLane(1, [&](llvm::ArrayRef<Value> x) -> Value {
      return mlir::math::SqrtOp::create(builder, at, x[0]);
    });
  if (name == "__builtin_elementwise_abs" && getLaneType(call->getType())->isRealFloatingType())
    return perLane(1, [&](llvm::ArrayRef<Value> x) -> Value {
      return mlir::math::AbsFOp::create(builder, at, x[0]);
    });
  if (name == "__builtin_elementwise_fma")
    return perLane(3, [&](llvm::ArrayRef<Value> x) -> Value {
      return mlir::math::FmaOp::create(builder, at, x[0], x[1], x[2]);
    });
  auto opcode = llvm::StringSwitch<std::optional<clang::BinaryOperatorKind>>(name)
                    .Cases({"__builtin_ia32_cmpeqpd", "__builtin_ia32_cmpeqps"}, clang::BO_EQ)
                    .Cases({"__builtin_ia32_cmpltpd", "__builtin_ia32_cmpltps"}, clang::BO_LT)
                    .Cases({"__builtin_ia32_cmplepd", "__builtin_ia32_cmpleps"}, clang::BO_LE)
                    .Cases({"__builtin_ia32_cmpneqpd", "__builtin_ia32_cmpneqps"}, clang::BO_NE)
                    .Default(std::nullopt);
  if (opcode) {
    llvm::SmallVector<Lanes, 2> values = operands(2);
    Lanes lanes;
    for (unsigned i = 0; i < std::min(values[0].size(), values[1].size()); ++i) {
      Value holds = compareLane(*opcode, values[0][i], values[1][i], true, at);
      mlir::Type bits = builder.getIntegerType(values[0][i].getType().getIntOrFloatBitWidth());
      Value mask = arith::ExtSIOp::create(builder, at, bits, holds);
      lanes.push_back(arith::BitcastOp::create(builder, at, values[0][i].getType(), mask));
    }
    return lanes;
  }
  if (name == "__builtin_ia32_shufpd" || name == "__builtin_ia32_shufps") {
    llvm::SmallVector<Lanes, 2> values = operands(2);
    if (values[0].empty() || values[1].empty())
      return Lanes();
    uint64_t mask = constant(2);
    if (name.ends_with("pd"))
      return Lanes{values[0][mask & 1], values[1][(mask >> 1) & 1]};
    return Lanes{values[0][mask & 3], values[0][(mask >> 2) & 3], values[1][(mask >> 4) & 3],
                 values[1][(mask >> 6) & 3]};
  }
  if (name == "__builtin_ia32_pshufd") {
    Lanes value = emit(call->getArg(0));
    uint64_t mask = constant(1);
    if (value.empty())
      return Lanes();
    return Lanes{value[mask & 3], value[(mask >> 2) & 3], value[(mask >> 4) & 3],
                 value[(mask >> 6) & 3]};
  }
  return refuse(call, "builtin '" + name + "'");
}

std::optional<Value> VectorEmitter::emitReduction(const clang::CallExpr *call,
                                                  llvm::StringRef name) {
  if (name != "__builtin_ia32_movmskpd" && name != "__builtin_ia32_movmskps")
    return std::nullopt;
  SourceLocation location = call->getExprLoc();
  Location at = importer.at(location);
  mlir::OpBuilder &builder = importer.builder;
  Value result = importer.constantInt(builder.getI32Type(), 0, location);
  for (auto [index, lane] : llvm::enumerate(emit(call->getArg(0)))) {
    unsigned width = lane.getType().getIntOrFloatBitWidth();
    Value bits = arith::BitcastOp::create(builder, at, builder.getIntegerType(width), lane);
    Value sign = arith::ShRUIOp::create(builder, at, bits,
                                        importer.constantInt(bits.getType(), width - 1, location));
    if (width > 32)
      sign = arith::TruncIOp::create(builder, at, builder.getI32Type(), sign);
    Value moved = arith::ShLIOp::create(
        builder, at, sign, importer.constantInt(builder.getI32Type(), index, location));
    result = arith::OrIOp::create(builder, at, result, moved);
  }
  return result;
}

/// The operands that the text of an instruction names: `maxpd %[a], %[b]`. An operand is the index
/// of an output or, behind them, of an input.
static llvm::SmallVector<unsigned, 3> parseOperands(const clang::GCCAsmStmt *assembly,
                                                    llvm::StringRef text) {
  llvm::SmallVector<unsigned, 3> operands;
  llvm::SmallVector<llvm::StringRef, 3> names;
  text.split(names, ',');
  for (llvm::StringRef name : names) {
    name = name.trim();
    if (!name.consume_front("%[") || !name.consume_back("]"))
      return {};
    unsigned count = assembly->getNumOutputs() + assembly->getNumInputs(), index = 0;
    auto getName = [&](unsigned i) {
      unsigned outputs = assembly->getNumOutputs();
      return i < outputs ? assembly->getOutputName(i) : assembly->getInputName(i - outputs);
    };
    while (index < count && getName(index) != name)
      ++index;
    if (index == count)
      return {};
    operands.push_back(index);
  }
  return operands;
}

// The last operand is the result and, where there are two or it is multiplied and added to, a
// source. Minimum and maximum give the first source, which is the second to last operand, where the
// comparison does not hold.
bool VectorEmitter::emitInstruction(const clang::GCCAsmStmt *assembly) {
  std::string whole = assembly->getAsmString();
  auto [name, rest] = llvm::StringRef(whole).trim().split(' ');
  llvm::SmallVector<unsigned, 3> operands = parseOperands(assembly, rest);
  unsigned count = llvm::StringSwitch<unsigned>(name)
                       .Cases({"maxpd", "maxps", "minpd", "minps"}, 2)
                       .Cases({"vmaxpd", "vmaxps", "vminpd", "vminps"}, 3)
                       .Cases({"vfmadd231pd", "vfmadd231ps"}, 3)
                       .Default(0);
  bool multiplies = name.contains("fmadd");
  bool readsResult = count == 2 || multiplies;
  if (count == 0 || operands.size() != count || assembly->getNumOutputs() != 1 ||
      assembly->getNumInputs() != count - 1 || assembly->getNumClobbers() != 0 ||
      operands.back() != 0 || operands[0] == 0 || operands[count - 2] == 0 ||
      !assembly->getOutputConstraint(0).starts_with(readsResult ? "+" : "="))
    return false;
  const Expr *target = assembly->getOutputExpr(0);
  QualType type = target->getType();
  QualType lane = getVector(type) ? getLaneType(type) : QualType();
  if (lane.isNull() ||
      !(name.ends_with("pd") ? lane->isSpecificBuiltinType(clang::BuiltinType::Double)
                             : lane->isSpecificBuiltinType(clang::BuiltinType::Float)))
    return false;
  for (unsigned i = 0; i < assembly->getNumInputs(); ++i)
    if (!importer.ast.hasSameUnqualifiedType(assembly->getInputExpr(i)->getType(), type))
      return false;
  SourceLocation location = assembly->getAsmLoc();
  Value address = importer.emitLValue(target);
  if (!address || !importer.importType(type, location))
    return true;
  Lanes old = readsResult ? load(address, type, location) : Lanes();
  Lanes first = emit(assembly->getInputExpr(operands[0] - 1));
  Lanes second = count == 3 ? emit(assembly->getInputExpr(operands[1] - 1)) : old;
  if (first.empty() || second.empty())
    return true;
  auto opcode = name.contains("max") ? clang::BO_GT : clang::BO_LT;
  Lanes result;
  for (auto [index, values] : llvm::enumerate(llvm::zip_equal(first, second))) {
    auto [a, b] = values;
    result.push_back(multiplies ? mlir::math::FmaOp::create(importer.builder, importer.at(location),
                                                            b, a, old[index])
                                      .getResult()
                                : choose(opcode, b, a, location));
  }
  store(result, address, location);
  return true;
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
