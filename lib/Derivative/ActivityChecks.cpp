// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ActivityChecks.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;

static bool isVoid(Type type) { return isa<NoneType>(type); }

/// The pointee type that a pointer had before it was cast to void*; null if it cannot be seen.
static Type findOriginalPointee(Value pointer) {
  Type type = cast<cxx::PtrType>(pointer.getType()).getPointee();
  while (isVoid(type)) {
    auto cast = pointer.getDefiningOp<cxx::CastOp>();
    if (!cast)
      return {};
    pointer = cast.getSource();
    type = llvm::cast<cxx::PtrType>(pointer.getType()).getPointee();
  }
  return type;
}

LogicalResult costate::checkReinterpretation(func::FuncOp function, const Activity &activity) {
  WalkResult result = function.walk([&](Operation *op) -> WalkResult {
    if (auto bitcast = dyn_cast<arith::BitcastOp>(op)) {
      if (!activity.isActive(bitcast.getIn()) && !activity.isActive(bitcast.getOut()))
        return WalkResult::advance();
    } else if (auto pointerCast = dyn_cast<cxx::CastOp>(op)) {
      Type to = pointerCast.getAddress().getType().getPointee();
      if (isVoid(to) || !activity.isActiveAddress(pointerCast.getSource()))
        return WalkResult::advance();
      if (findOriginalPointee(pointerCast.getSource()) == to)
        return WalkResult::advance();
    } else {
      return WalkResult::advance();
    }
    emitRefusal(op->getLoc(), "reinterpreted-active",
                "memory that carries a derivative is accessed as another type");
    return WalkResult::interrupt();
  });
  return failure(result.wasInterrupted());
}
