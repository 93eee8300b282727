// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The proof at the boundary to the engine. A violation is a fault of this compiler, not of the
// user's program, and says so.

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"

namespace costate {
#define GEN_PASS_DEF_VERIFYNORMALIZED
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

static LogicalResult fail(Operation *op, const Twine &what) {
  InFlightDiagnostic diagnostic = op->emitError()
                                  << "internal: normalization left " << what
                                  << "; please report this program [costate-internal]";
  return diagnostic;
}

static bool isAllowed(Operation *op) {
  if (isa<scf::ForOp, scf::WhileOp, scf::IfOp, scf::IndexSwitchOp, scf::YieldOp, scf::ConditionOp,
          func::ReturnOp, func::CallOp>(op))
    return true;
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect, cxx::CxxDialect, ad::ADDialect,
                         ub::UBDialect>(op->getDialect());
}

static LogicalResult verifyFor(scf::ForOp loop) {
  if (!loop.getInductionVar().getType().isInteger(64))
    return fail(loop, "a counted loop that is not over 64-bit integers");
  if (!matchPattern(loop.getLowerBound(), m_Zero()) || !matchPattern(loop.getStep(), m_One()))
    return fail(loop, "a counted loop that does not run from 0 in steps of 1");
  return success();
}

static LogicalResult verifyOperation(Operation *op, func::FuncOp function) {
  if (!isAllowed(op))
    return fail(op, "operation '" + op->getName().getStringRef() + "'");
  for (Region &region : op->getRegions())
    if (!region.empty() && !region.hasOneBlock())
      return fail(op, "a structured operation with several blocks");
  if (isa<func::ReturnOp>(op) && op->getParentOp() != function)
    return fail(op, "a return inside a structured operation");
  // Storage in a loop would grow the stack; made by the engine, it is allowed where it is released.
  if (isa<cxx::AllocaOp>(op) && op->getParentOp() != function)
    return fail(op, "storage that is not in the function's own block");
  if (auto call = dyn_cast<func::CallOp>(op)) {
    auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(call, call.getCalleeAttr());
    if (!callee || callee.isExternal())
      return fail(op, "a call of a function without a body");
  }
  if (auto loop = dyn_cast<scf::ForOp>(op))
    return verifyFor(loop);
  return success();
}

namespace {

class VerifyNormalized : public costate::impl::VerifyNormalizedBase<VerifyNormalized> {
public:
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (!function.isExternal() && failed(verifyFunction(function)))
        return signalPassFailure();
  }

private:
  static LogicalResult verifyFunction(func::FuncOp function) {
    if (!function.getBody().hasOneBlock())
      return fail(function, "a function with several blocks");
    if (!isa<func::ReturnOp>(function.getBody().front().getTerminator()))
      return fail(function, "a function without a return at its end");
    WalkResult walk = function.walk([&](Operation *op) {
      if (op == function)
        return WalkResult::advance();
      return failed(verifyOperation(op, function)) ? WalkResult::interrupt()
                                                   : WalkResult::advance();
    });
    return failure(walk.wasInterrupted());
  }
};

} // namespace
