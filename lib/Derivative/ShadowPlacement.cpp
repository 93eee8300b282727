// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ShadowPlacement.h"

#include "costate/Dialect/Cxx/ColdCode.h"
#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

/// Collects the access paths that start at `pointer`; fails when it is used in another way.
static bool collectPaths(Value pointer, const cxx::ColdCode &cold, SmallVectorImpl<Value> &paths) {
  paths.push_back(pointer);
  for (OpOperand &use : pointer.getUses()) {
    Operation *user = use.getOwner();
    if (cold.contains(user))
      continue;
    if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(user)) {
      if (!collectPaths(user->getResult(0), cold, paths))
        return false;
      continue;
    }
    bool isStoredItself = isa<cxx::StoreOp>(user) && use.getOperandNumber() == 0;
    bool isAccess = isa<cxx::LoadOp, cxx::StoreOp, cxx::CopyOp, cxx::CopyNOp, cxx::FillOp,
                        cxx::AtomicOp, cxx::DeallocOp, cxx::PtrCmpOp, cxx::PtrDiffOp>(user);
    if (!isAccess || isStoredItself)
      return false;
  }
  return true;
}

ShadowPlacement::ShadowPlacement(func::FuncOp function, const PointsTo &pointsTo) {
  cxx::ColdCode cold(function);
  function.walk([&](cxx::AllocOp alloc) {
    if (holdsPointer(alloc.getAddress().getType().getPointee()))
      return;
    SmallVector<Value> paths;
    if (collectPaths(alloc.getAddress(), cold, paths))
      reverseOnly.insert(paths.begin(), paths.end());
  });
}
