// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "AddressNumbers.h"
#include "AlignedBlocks.h"
#include "PointerPaths.h"
#include "costate/Support/Diagnostics.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace costate {
#define GEN_PASS_DEF_RESOLVEADDRESSES
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

class ResolveAddresses : public costate::impl::ResolveAddressesBase<ResolveAddresses> {
public:
  void runOnOperation() override {
    if (failed(findAlignedBlocks(getOperation())))
      return signalPassFailure();
    SmallVector<cxx::NumberToPtrOp> pointers;
    getOperation()->walk([&](cxx::NumberToPtrOp pointer) {
      if (pointer->use_empty())
        pointer.erase();
      else
        pointers.push_back(pointer);
    });
    if (pointers.empty())
      return;
    if (cxx::PtrDiffOp escaped = findEscaped()) {
      InFlightDiagnostic refusal = refuse(pointers.front());
      refusal.attachNote(escaped.getLoc())
          << "this address is kept as a number, which may be part of any other";
      return signalPassFailure();
    }
    for (cxx::NumberToPtrOp pointer : pointers)
      if (failed(resolve(pointer)))
        return signalPassFailure();
  }

private:
  static InFlightDiagnostic refuse(cxx::NumberToPtrOp pointer) {
    return emitRefusal(pointer.getLoc(), "unsupported-pointer-integer-cast",
                       "conversion of integers to pointers is not supported where it is not "
                       "visible which object the pointer leads to");
  }

  /// A distance from one object of the function to another, which C++ does not define.
  static bool leavesObject(cxx::PtrDiffOp distance) {
    auto findObject = [](Value pointer) {
      Operation *op = findPathRoot(pointer).getDefiningOp();
      return isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp, cxx::AddressOfOp>(op) ? op : nullptr;
    };
    Operation *first = findObject(distance.getLhs()), *second = findObject(distance.getRhs());
    bool isOneGlobal = isa_and_nonnull<cxx::AddressOfOp>(first) && second &&
                       first->getAttrs() == second->getAttrs();
    return first && second && first != second && !isOneGlobal;
  }

  cxx::PtrDiffOp findEscaped() {
    cxx::PtrDiffOp found;
    getOperation()->walk([&](cxx::PtrDiffOp number) {
      bool isKept = isAddressNumber(number) ? escapesAsNumber(number) : leavesObject(number);
      if (!isKept)
        return WalkResult::advance();
      found = number;
      return WalkResult::interrupt();
    });
    return found;
  }

  static LogicalResult resolve(cxx::NumberToPtrOp pointer) {
    AddressNumber number = traceAddress(pointer.getNumber());
    if (!number.isAddress())
      return refuse(pointer);
    OpBuilder builder(pointer);
    Location location = pointer.getLoc();
    Value distance =
        arith::SubIOp::create(builder, location, pointer.getNumber(), number.address.getDistance());
    auto bytes = cxx::PtrType::get(builder.getI8Type());
    Value start = castTo(builder, location, number.address.getLhs(), bytes);
    Value place = cxx::OffsetOp::create(builder, location, start, distance);
    pointer.getAddress().replaceAllUsesWith(castTo(builder, location, place, pointer.getType()));
    pointer.erase();
    return success();
  }
};

} // namespace
