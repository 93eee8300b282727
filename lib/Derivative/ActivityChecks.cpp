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

/// Whether bits become part of a number or of memory again, instead of only deciding something.
static bool reachData(Value bits) {
  llvm::SmallVector<Value> work = {bits};
  llvm::SmallPtrSet<Operation *, 8> seen;
  while (!work.empty())
    for (Operation *user : work.pop_back_val().getUsers()) {
      if (!seen.insert(user).second || isa<arith::CmpIOp>(user))
        continue;
      bool isInteger = isa<arith::ArithDialect>(user->getDialect()) && user->getNumResults() == 1 &&
                       isa<IntegerType>(user->getResult(0).getType());
      if (!isInteger)
        return true;
      // A single bit decides.
      if (!user->getResult(0).getType().isInteger(1))
        work.push_back(user->getResult(0));
    }
  return false;
}

LogicalResult costate::checkReinterpretation(func::FuncOp function, const Activity &activity) {
  WalkResult result = function.walk([&](Operation *op) -> WalkResult {
    if (auto bitcast = dyn_cast<arith::BitcastOp>(op)) {
      // Usefulness is not followed through integers: what varies must not get lost in bits.
      bool isLost = activity.isVaried(bitcast.getIn()) && reachData(bitcast.getOut());
      if (!isLost && !activity.isActive(bitcast.getIn()) && !activity.isActive(bitcast.getOut()))
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
