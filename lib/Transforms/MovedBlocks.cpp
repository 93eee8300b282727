// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "MovedBlocks.h"

#include "costate/Analysis/PointsTo.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/MovedBlocks.h"
#include "costate/Support/Diagnostics.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace costate;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

static SmallVector<cxx::CopyNOp> findMoves(func::FuncOp function) {
  SmallVector<cxx::CopyNOp> moves;
  function.walk([&](cxx::CopyNOp copy) {
    if (copy->hasAttr(cxx::attr::movesBlock))
      moves.push_back(copy);
  });
  return moves;
}

/// The type of the objects in a block that is given as bytes; null: unknown.
static Type findObjectType(Value block) {
  auto conversion = block.getDefiningOp<cxx::CastOp>();
  Type type = conversion ? getPointee(conversion.getSource()) : Type();
  bool isKnown = type && !isa<NoneType>(type) && !type.isInteger(8) && cxx::getTypeSize(type) != 0;
  return isKnown ? type : Type();
}

static void requireWhole(OpBuilder &builder, Location location, Value bytes, Value size,
                         func::FuncOp function) {
  APInt known, unit;
  if (matchPattern(bytes, m_ConstantInt(&known)) && matchPattern(size, m_ConstantInt(&unit)) &&
      known.urem(unit).isZero())
    return;
  Value rest = arith::RemUIOp::create(builder, location, bytes, size);
  Value zero = arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(0));
  Value isWhole = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::eq, rest, zero);
  auto position = findFilePosition(location);
  cxx::AssertOp::create(builder, location, isWhole,
                        "the number of bytes must be a multiple of the size of the objects in a "
                        "block that 'realloc' moves",
                        position ? llvm::sys::path::filename(position->getFilename()) : "",
                        position ? position->getLine() : 0, function.getSymName());
}

bool costate::typeMoves(func::FuncOp function) {
  bool changed = false;
  for (cxx::CopyNOp move : findMoves(function)) {
    Type type =
        isa<NoneType>(getPointee(move.getTarget())) ? findObjectType(move.getTarget()) : Type();
    auto kept = move.getCount().getDefiningOp<arith::MinUIOp>();
    if (!type || !kept)
      continue;
    OpBuilder builder(move);
    Location location = move.getLoc();
    Value size = arith::ConstantOp::create(builder, location,
                                           builder.getI64IntegerAttr(cxx::getTypeSize(type)));
    requireWhole(builder, location, kept.getRhs(), size, function);
    auto pointer = cxx::PtrType::get(type);
    Value target = cxx::CastOp::create(builder, location, pointer, move.getTarget());
    Value source = cxx::CastOp::create(builder, location, pointer, move.getSource());
    Value count = arith::DivUIOp::create(builder, location, kept, size);
    auto typed = cxx::CopyNOp::create(builder, location, target, source, count,
                                      /*overlapping=*/false);
    typed->setAttr(cxx::attr::movesBlock, builder.getUnitAttr());
    move.erase();
    changed = true;
  }
  return changed;
}

LogicalResult costate::checkMoves(func::FuncOp function) {
  SmallVector<cxx::CopyNOp> moves = findMoves(function);
  if (moves.empty())
    return success();
  PointsTo pointsTo(function);
  for (cxx::CopyNOp move : moves) {
    Type type = getPointee(move.getSource());
    uint64_t size = isa<NoneType>(type) ? 1 : cxx::getTypeSize(type);
    for (ObjectId id : pointsTo.getTargets(move.getSource())) {
      const MemoryObject &object = pointsTo.getObjects()[id];
      if (size == 1 || object.kind != MemoryObject::Kind::Heap)
        continue;
      Type allocated = getPointee(object.site->getResult(0));
      uint64_t unit = isa<NoneType>(allocated) ? 1 : cxx::getTypeSize(allocated);
      if (unit % size == 0)
        continue;
      InFlightDiagnostic refusal =
          emitRefusal(move.getLoc(), "unsupported-allocation",
                      "the block that 'realloc' moves was not allocated as an array of the "
                      "objects that it is used as");
      refusal.attachNote(object.site->getLoc()) << "allocated here";
      return failure();
    }
  }
  return success();
}
