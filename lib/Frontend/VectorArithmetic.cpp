// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Builtins of vector units that combine lanes: choices by masks, neighbours, rounding.

#include "VectorEmitter.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringSwitch.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// `blend` chooses by the bits of an immediate, `blendv` by the signs of the lanes of a mask.
std::optional<Lanes> VectorEmitter::emitBlend(const clang::CallExpr *call, llvm::StringRef name) {
  llvm::StringRef packed = getPackedName(name);
  if (packed != "blend" && packed != "blendv")
    return std::nullopt;
  mlir::OpBuilder &builder = importer.builder;
  SourceLocation location = call->getExprLoc();
  Location at = importer.at(location);
  if (packed == "blendv")
    return mapLanes(call, 3, [&](llvm::ArrayRef<Value> x) -> Value {
      mlir::Type type = builder.getIntegerType(x[2].getType().getIntOrFloatBitWidth());
      Value mask = arith::BitcastOp::create(builder, at, type, x[2]);
      Value isSet = arith::CmpIOp::create(builder, at, arith::CmpIPredicate::slt, mask,
                                          importer.constantInt(type, 0, location));
      return arith::SelectOp::create(builder, at, isSet, x[1], x[0]);
    });
  unsigned lane = 0;
  uint64_t mask = getImmediate(call, 2);
  return mapLanes(call, 2, [&](llvm::ArrayRef<Value> x) { return x[(mask >> lane++) & 1]; });
}

/// Sums and differences of neighbours within each 16 bytes (`hadd`, `hsub`), differences and sums
/// in turn (`addsub`).
std::optional<Lanes> VectorEmitter::emitNeighbours(const clang::CallExpr *call,
                                                   llvm::StringRef name) {
  llvm::StringRef packed = getPackedName(name);
  bool isAdd = packed == "hadd", isSubtract = packed == "hsub";
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(call->getExprLoc());
  auto combine = [&](bool adds, Value left, Value right) -> Value {
    if (adds)
      return arith::AddFOp::create(builder, at, left, right);
    return arith::SubFOp::create(builder, at, left, right);
  };
  if (packed == "addsub") {
    unsigned lane = 0;
    return mapLanes(call, 2,
                    [&](llvm::ArrayRef<Value> x) { return combine(lane++ % 2 == 1, x[0], x[1]); });
  }
  if (!isAdd && !isSubtract)
    return std::nullopt;
  Lanes first = emit(call->getArg(0));
  Lanes second = first.empty() ? Lanes() : emit(call->getArg(1));
  if (second.empty())
    return Lanes();
  unsigned part = 128 / first.front().getType().getIntOrFloatBitWidth();
  Lanes result;
  for (unsigned begin = 0; begin < first.size(); begin += part)
    for (const Lanes *lanes : {&first, &second})
      for (unsigned i = 0; i < part; i += 2)
        result.push_back(combine(isAdd, (*lanes)[begin + i], (*lanes)[begin + i + 1]));
  return result;
}

/// `round` with an immediate; conversions to integers, to the nearest or (`cvtt`) towards zero.
/// What is out of range becomes the least integer.
std::optional<Lanes> VectorEmitter::emitRounding(const clang::CallExpr *call,
                                                 llvm::StringRef name) {
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(call->getExprLoc());
  auto round = [&](uint64_t mode, Value x) -> Value {
    switch (mode) {
    case 1:
      return mlir::math::FloorOp::create(builder, at, x);
    case 2:
      return mlir::math::CeilOp::create(builder, at, x);
    case 3:
      return mlir::math::TruncOp::create(builder, at, x);
    default: // to the nearest, or in the current mode, which nothing here changes
      return cxx::NearbyintOp::create(builder, at, x);
    }
  };
  if (getPackedName(name) == "round") {
    uint64_t mode = getImmediate(call, 1) & 7;
    return mapLanes(call, 1, [&](llvm::ArrayRef<Value> x) { return round(mode, x[0]); });
  }
  auto mode = llvm::StringSwitch<std::optional<unsigned>>(name)
                  .Cases({"__builtin_ia32_cvtpd2dq256", "__builtin_ia32_cvtps2dq256",
                          "__builtin_ia32_cvtps2dq", "__builtin_ia32_cvtpd2dq"},
                         4)
                  .Cases({"__builtin_ia32_cvttpd2dq256", "__builtin_ia32_cvttps2dq256",
                          "__builtin_ia32_cvttps2dq", "__builtin_ia32_cvttpd2dq"},
                         3)
                  .Default(std::nullopt);
  if (!mode)
    return std::nullopt;
  Lanes lanes = mapLanes(call, 1, [&](llvm::ArrayRef<Value> x) -> Value {
    auto type = llvm::cast<mlir::FloatType>(x[0].getType());
    auto constant = [&](double number) -> Value {
      return arith::ConstantOp::create(builder, at, builder.getFloatAttr(type, number));
    };
    Value whole = round(*mode, x[0]);
    Value isAbove = arith::CmpFOp::create(builder, at, arith::CmpFPredicate::OGE, whole,
                                          constant(-2147483648.0));
    Value isBelow = arith::CmpFOp::create(builder, at, arith::CmpFPredicate::OLT, whole,
                                          constant(2147483648.0));
    Value isInside = arith::AndIOp::create(builder, at, isAbove, isBelow);
    Value inside = arith::SelectOp::create(builder, at, isInside, whole, constant(-2147483648.0));
    return arith::FPToSIOp::create(builder, at, builder.getI32Type(), inside);
  });
  if (lanes.empty())
    return lanes;
  // Two numbers make the lower half of four integers.
  while (lanes.size() * 32 < importer.ast.getTypeSize(call->getType()))
    lanes.push_back(importer.constantInt(builder.getI32Type(), 0, call->getExprLoc()));
  return reinterpret(lanes, call->getType(), call->getExprLoc());
}
