// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lanes in memory, their arithmetic and comparisons, and their bits as lanes of another type.

#include "VectorEmitter.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

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

Value VectorEmitter::choose(clang::BinaryOperatorKind opcode, Value lhs, Value rhs,
                            SourceLocation location) {
  Location at = importer.at(location);
  Value first = compareLane(opcode, lhs, rhs, /*isSigned=*/true, at);
  return arith::SelectOp::create(importer.builder, at, first, lhs, rhs);
}
