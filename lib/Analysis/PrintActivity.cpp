// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotates the IR with the results of the activity analysis, for tests and for developers.

#include "costate/Analysis/Activity.h"
#include "costate/Analysis/Passes.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Pass/Pass.h"

using namespace mlir;
using namespace costate;

namespace {
struct PrintActivityPass : public PassWrapper<PrintActivityPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(PrintActivityPass)

  StringRef getArgument() const final { return "print-activity"; }
  StringRef getDescription() const final {
    return "Mark what the first request makes active: attribute 'activity' on operations";
  }
  void runOnOperation() final {
    for (auto request : getOperation().getOps<ad::RequestOp>())
      annotate(request);
  }

  void annotate(ad::RequestOp request) {
    auto function =
        SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(request, request.getPrimalAttr());
    bool tangents = request.getMode() == ad::Mode::Jvp;
    CallActivity calls(function, tangents);
    const PointsTo &pointsTo = calls.getPointsTo(function);
    ActivityRequest wanted;
    wanted.wrt.assign(request.getWrt().begin(), request.getWrt().end());
    for (unsigned i = 0; i < function.getNumResults(); ++i)
      wanted.results.push_back(i);
    wanted.variedIsActive = tangents;
    wanted.calls = &calls;
    calls.solve([&] { Activity(function, pointsTo, wanted); });
    Activity activity(function, pointsTo, wanted);
    function.walk([&](Operation *op) {
      for (Value result : op->getResults()) {
        StringRef word;
        if (activity.isActive(result))
          word = "active";
        else if (activity.isVaried(result))
          word = "varied";
        else if (isa<cxx::PtrType>(result.getType()) && activity.isMirrored(result))
          word = "mirrored";
        if (!word.empty())
          op->setAttr("activity", StringAttr::get(op->getContext(), word));
      }
    });
  }
};
} // namespace

void costate::registerAnalysisPasses() { PassRegistration<PrintActivityPass>(); }
