// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler's builtins beneath the intrinsics of vector units.

#include "VectorEmitter.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "clang/Basic/Builtins.h"
#include "llvm/ADT/StringSwitch.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

llvm::StringRef frontend::getPackedName(llvm::StringRef name) {
  if (!name.consume_front("__builtin_ia32_"))
    return "";
  (void)name.consume_back("256");
  return name.consume_back("pd") || name.consume_back("ps") ? name : "";
}

Lanes VectorEmitter::mapLanes(const clang::CallExpr *call, unsigned operandCount,
                              llvm::function_ref<Value(llvm::ArrayRef<Value>)> compute) {
  llvm::SmallVector<Lanes, 3> operands;
  for (unsigned i = 0; i < operandCount; ++i) {
    operands.push_back(emit(call->getArg(i)));
    if (operands.back().empty() || operands.back().size() != operands.front().size())
      return {};
  }
  Lanes lanes;
  for (unsigned i = 0; i < operands.front().size(); ++i) {
    llvm::SmallVector<Value, 3> arguments;
    for (const Lanes &operand : operands)
      arguments.push_back(operand[i]);
    lanes.push_back(compute(arguments));
  }
  return lanes;
}

/// The machine's minimum and maximum: the second operand where the comparison does not hold. The
/// scalar forms work on lane 0 and keep the others of the first operand.
std::optional<Lanes> VectorEmitter::emitExtremum(const clang::CallExpr *call,
                                                 llvm::StringRef name) {
  SourceLocation location = call->getExprLoc();
  llvm::StringRef packed = getPackedName(name);
  if (packed == "min" || packed == "max")
    return mapLanes(call, 2, [&](llvm::ArrayRef<Value> x) {
      return choose(packed == "min" ? clang::BO_LT : clang::BO_GT, x[0], x[1], location);
    });
  auto opcode = llvm::StringSwitch<std::optional<clang::BinaryOperatorKind>>(name)
                    .Cases({"__builtin_ia32_minsd", "__builtin_ia32_minss"}, clang::BO_LT)
                    .Cases({"__builtin_ia32_maxsd", "__builtin_ia32_maxss"}, clang::BO_GT)
                    .Default(std::nullopt);
  if (!opcode)
    return std::nullopt;
  Lanes first = emit(call->getArg(0));
  Lanes second = first.empty() ? Lanes() : emit(call->getArg(1));
  if (second.empty())
    return Lanes();
  first[0] = choose(*opcode, first[0], second[0], location);
  return first;
}

/// Estimates of vector units, packed or of the first lane alone, which keeps the others.
std::optional<Lanes> VectorEmitter::emitEstimate(const clang::CallExpr *call,
                                                 llvm::StringRef name) {
  bool isScalar = name == "__builtin_ia32_rsqrtss" || name == "__builtin_ia32_rcpss";
  llvm::StringRef packed = getPackedName(name);
  if (!isScalar && packed != "rsqrt" && packed != "rcp")
    return std::nullopt;
  Location at = importer.at(call->getExprLoc());
  auto estimate = [&](Value x) -> Value {
    if (name.contains("rsqrt"))
      return cxx::RsqrtEstimateOp::create(importer.builder, at, x);
    return cxx::RcpEstimateOp::create(importer.builder, at, x);
  };
  if (!isScalar)
    return mapLanes(call, 1, [&](llvm::ArrayRef<Value> x) { return estimate(x[0]); });
  Lanes lanes = emit(call->getArg(0));
  if (!lanes.empty())
    lanes[0] = estimate(lanes[0]);
  return lanes;
}

std::optional<Lanes> VectorEmitter::emitElementary(const clang::CallExpr *call,
                                                   llvm::StringRef name) {
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(call->getExprLoc());
  if (name == "__builtin_elementwise_sqrt" || getPackedName(name) == "sqrt")
    return mapLanes(call, 1, [&](llvm::ArrayRef<Value> x) -> Value {
      return mlir::math::SqrtOp::create(builder, at, x[0]);
    });
  if (name == "__builtin_elementwise_abs" && getLaneType(call->getType())->isRealFloatingType())
    return mapLanes(call, 1, [&](llvm::ArrayRef<Value> x) -> Value {
      return mlir::math::AbsFOp::create(builder, at, x[0]);
    });
  if (name == "__builtin_elementwise_fma")
    return mapLanes(call, 3, [&](llvm::ArrayRef<Value> x) -> Value {
      return mlir::math::FmaOp::create(builder, at, x[0], x[1], x[2]);
    });
  return std::nullopt;
}

/// The comparison that `_mm256_cmp_pd` is told to make; how it signals NaN makes no difference.
static arith::CmpFPredicate getPredicate(uint64_t immediate) {
  using Predicate = arith::CmpFPredicate;
  static constexpr Predicate predicates[] = {
      Predicate::OEQ, Predicate::OLT, Predicate::OLE, Predicate::UNO,
      Predicate::UNE, Predicate::UGE, Predicate::UGT, Predicate::ORD,
      Predicate::UEQ, Predicate::ULT, Predicate::ULE, Predicate::AlwaysFalse,
      Predicate::ONE, Predicate::OGE, Predicate::OGT, Predicate::AlwaysTrue};
  return predicates[immediate % 16];
}

/// All bits of a lane are set where the comparison holds. `nlt` is no `ge`: it holds for NaN.
std::optional<Lanes> VectorEmitter::emitComparison(const clang::CallExpr *call,
                                                   llvm::StringRef name) {
  using Predicate = arith::CmpFPredicate;
  auto predicate = llvm::StringSwitch<std::optional<Predicate>>(getPackedName(name))
                       .Case("cmpeq", Predicate::OEQ)
                       .Case("cmplt", Predicate::OLT)
                       .Case("cmple", Predicate::OLE)
                       .Case("cmpunord", Predicate::UNO)
                       .Case("cmpneq", Predicate::UNE)
                       .Case("cmpnlt", Predicate::UGE)
                       .Case("cmpnle", Predicate::UGT)
                       .Case("cmpord", Predicate::ORD)
                       .Default(std::nullopt);
  if (getPackedName(name) == "cmp")
    predicate = getPredicate(getImmediate(call, 2));
  if (!predicate)
    return std::nullopt;
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(call->getExprLoc());
  return mapLanes(call, 2, [&](llvm::ArrayRef<Value> x) -> Value {
    mlir::Type bits = builder.getIntegerType(x[0].getType().getIntOrFloatBitWidth());
    Value holds = arith::CmpFOp::create(builder, at, *predicate, x[0], x[1]);
    Value mask = arith::ExtSIOp::create(builder, at, bits, holds);
    return arith::BitcastOp::create(builder, at, x[0].getType(), mask);
  });
}

/// A number that is part of the instruction.
uint64_t VectorEmitter::getImmediate(const clang::CallExpr *call, unsigned index) const {
  return call->getArg(index)->EvaluateKnownConstInt(importer.ast).getZExtValue();
}

std::optional<Lanes> VectorEmitter::emitPermutation(const clang::CallExpr *call,
                                                    llvm::StringRef name) {
  auto getMask = [&](unsigned index) { return getImmediate(call, index); };
  if (name == "__builtin_ia32_pshufd") {
    Lanes value = emit(call->getArg(0));
    uint64_t mask = getMask(1);
    if (value.empty())
      return Lanes();
    return Lanes{value[mask & 3], value[(mask >> 2) & 3], value[(mask >> 4) & 3],
                 value[(mask >> 6) & 3]};
  }
  if (name.starts_with("__builtin_ia32_vextractf128_")) { // the lower or the upper half
    Lanes value = emit(call->getArg(0));
    size_t half = value.size() / 2;
    return value.empty() ? Lanes()
                         : Lanes(llvm::ArrayRef(value).slice(getMask(1) & 1 ? half : 0, half));
  }
  if (name.starts_with("__builtin_ia32_vinsertf128_")) {
    Lanes value = emit(call->getArg(0));
    Lanes part = value.empty() ? Lanes() : emit(call->getArg(1));
    if (part.empty())
      return Lanes();
    llvm::copy(part, value.begin() + (getMask(2) & 1 ? part.size() : 0));
    return value;
  }
  if (getPackedName(name) == "vpermil") { // within each 16 bytes
    Lanes value = emit(call->getArg(0));
    uint64_t mask = getMask(1);
    Lanes result;
    for (size_t i = 0; i < value.size(); ++i)
      result.push_back(name.contains("pd")
                           ? value[(i & ~size_t(1)) + ((mask >> i) & 1)]
                           : value[(i & ~size_t(3)) + ((mask >> (2 * (i & 3))) & 3)]);
    return result;
  }
  // Lanes that may hold anything.
  if (name == "__builtin_nondeterministic_value" || name == "__builtin_ia32_undef256" ||
      name == "__builtin_ia32_undef128") {
    mlir::Type type = importer.importType(getLaneType(call->getType()), call->getExprLoc());
    return type ? Lanes(getVector(call->getType())->getNumElements(),
                        importer.zero(type, call->getExprLoc()))
                : Lanes();
  }
  bool isShuffle = name == "__builtin_ia32_shufpd" || name == "__builtin_ia32_shufps" ||
                   name == "__builtin_ia32_shufpd256" || name == "__builtin_ia32_shufps256";
  // Bits 3 and 7 make a half zero.
  bool choosesHalves = name.starts_with("__builtin_ia32_vperm2f128_") && !(getMask(2) & 0x88);
  if (!isShuffle && !choosesHalves)
    return std::nullopt;
  Lanes first = emit(call->getArg(0));
  Lanes second = first.empty() ? Lanes() : emit(call->getArg(1));
  if (second.empty())
    return Lanes();
  uint64_t mask = getMask(2);
  Lanes result;
  if (choosesHalves) {
    size_t half = first.size() / 2;
    for (uint64_t choice : {mask & 3, (mask >> 4) & 3})
      llvm::append_range(
          result, llvm::ArrayRef(choice < 2 ? first : second).slice(choice & 1 ? half : 0, half));
    return result;
  }
  // Within each 16 bytes, the lower lanes come from the first vector and the upper from the second.
  if (name.contains("pd")) {
    for (size_t i = 0; i < first.size(); ++i)
      result.push_back((i & 1 ? second : first)[(i & ~size_t(1)) + ((mask >> i) & 1)]);
    return result;
  }
  for (size_t i = 0; i < first.size(); ++i)
    result.push_back((i & 2 ? second : first)[(i & ~size_t(3)) + ((mask >> (2 * (i & 3))) & 3)]);
  return result;
}

/// Shifts of every lane by one number. Where it is not less than the width nothing is left, or the
/// sign alone.
std::optional<Lanes> VectorEmitter::emitShift(const clang::CallExpr *call, llvm::StringRef name) {
  enum class Kind { Left, Right, Arithmetic };
  auto kind = llvm::StringSwitch<std::optional<Kind>>(name)
                  .Cases({"__builtin_ia32_psllqi128", "__builtin_ia32_pslldi128",
                          "__builtin_ia32_psllqi256", "__builtin_ia32_pslldi256"},
                         Kind::Left)
                  .Cases({"__builtin_ia32_psrlqi128", "__builtin_ia32_psrldi128",
                          "__builtin_ia32_psrlqi256", "__builtin_ia32_psrldi256"},
                         Kind::Right)
                  .Cases({"__builtin_ia32_psraqi128", "__builtin_ia32_psradi128",
                          "__builtin_ia32_psradi256"},
                         Kind::Arithmetic)
                  .Default(std::nullopt);
  if (!kind)
    return std::nullopt;
  SourceLocation location = call->getExprLoc();
  Location at = importer.at(location);
  mlir::OpBuilder &builder = importer.builder;
  Lanes lanes = emit(call->getArg(0));
  Value count = lanes.empty() ? Value() : importer.emitScalar(call->getArg(1));
  if (!count)
    return Lanes();
  mlir::Type type = lanes.front().getType();
  unsigned width = type.getIntOrFloatBitWidth();
  count = importer.convertScalar(count, call->getArg(1)->getType(), importer.ast.UnsignedIntTy,
                                 location);
  Value limit = importer.constantInt(count.getType(), width, location);
  Value isInside = arith::CmpIOp::create(builder, at, arith::CmpIPredicate::ult, count, limit);
  Value last = importer.constantInt(count.getType(), width - 1, location);
  Value distance = arith::SelectOp::create(builder, at, isInside, count, last);
  if (width > 32)
    distance = arith::ExtUIOp::create(builder, at, type, distance);
  for (Value &lane : lanes) {
    if (*kind == Kind::Arithmetic) {
      lane = arith::ShRSIOp::create(builder, at, lane, distance);
      continue;
    }
    Value moved = *kind == Kind::Left
                      ? arith::ShLIOp::create(builder, at, lane, distance).getResult()
                      : arith::ShRUIOp::create(builder, at, lane, distance).getResult();
    lane = arith::SelectOp::create(builder, at, isInside, moved,
                                   importer.constantInt(type, 0, location));
  }
  return lanes;
}

std::optional<Lanes> VectorEmitter::emitBuiltin(const clang::CallExpr *call) {
  const clang::FunctionDecl *callee = call->getDirectCallee();
  if (!callee || !callee->getBuiltinID())
    return std::nullopt;
  llvm::StringRef name = callee->getName();
  for (auto family :
       {&VectorEmitter::emitExtremum, &VectorEmitter::emitElementary, &VectorEmitter::emitEstimate,
        &VectorEmitter::emitComparison, &VectorEmitter::emitBlend, &VectorEmitter::emitNeighbours,
        &VectorEmitter::emitRounding, &VectorEmitter::emitPermutation, &VectorEmitter::emitShift})
    if (std::optional<Lanes> lanes = (this->*family)(call, name))
      return lanes;
  return refuse(call, "builtin '" + name + "'");
}

std::optional<Value> VectorEmitter::emitReduction(const clang::CallExpr *call,
                                                  llvm::StringRef name) {
  if (getPackedName(name) != "movmsk")
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
