// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations that no library function stands for become calls of internal functions. float goes
// through double, as in costate/runtime.hpp, but for hypot, which libstdc++ computes in float.

#include "RuntimeFunctions.h"
#include "costate/Conversion/Passes.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Builders.h"

namespace costate {
#define GEN_PASS_DEF_LOWERSPECIALFUNCTIONS
#include "costate/Conversion/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

struct LowerSpecialFunctions
    : public costate::impl::LowerSpecialFunctionsBase<LowerSpecialFunctions> {
  void runOnOperation() override {
    RuntimeFunctions runtime(getOperation(), /*device=*/false);
    SmallVector<Operation *> operations;
    getOperation().walk([&](Operation *op) {
      if (isa<cxx::DigammaOp, cxx::TrigammaOp, cxx::Hypot3Op>(op))
        operations.push_back(op);
      if (auto complex = dyn_cast<cxx::ComplexFunctionOp>(op);
          complex && complex.getFunction() == "mul")
        operations.push_back(op);
    });
    for (Operation *op : operations) {
      if (op->getResult(0).getType().getIntOrFloatBitWidth() > 64) {
        op->emitError("no internal function for operands of type ") << op->getResult(0).getType();
        return signalPassFailure();
      }
      if (auto hypot = dyn_cast<cxx::Hypot3Op>(op))
        replaceByCall(hypot, runtime.getHypot3(cast<FloatType>(hypot.getType())));
      else if (auto complex = dyn_cast<cxx::ComplexFunctionOp>(op))
        replaceByCall(complex, runtime.getComplexProduct(cast<FloatType>(complex.getType()),
                                                         complex.getImaginary()));
      else
        replaceByCall(op, isa<cxx::DigammaOp>(op) ? runtime.getDigamma() : runtime.getTrigamma());
    }
  }

private:
  static void replaceByCall(Operation *op, func::FuncOp callee) {
    OpBuilder builder(op);
    Location location = op->getLoc();
    Type type = op->getResult(0).getType();
    Type computed = callee.getArgumentTypes().front();
    SmallVector<Value> operands(op->getOperands());
    if (type != computed)
      for (Value &operand : operands)
        operand = arith::ExtFOp::create(builder, location, computed, operand);
    Value result = func::CallOp::create(builder, location, callee, operands).getResult(0);
    if (type != computed)
      result = arith::TruncFOp::create(builder, location, type, result);
    op->getResult(0).replaceAllUsesWith(result);
    op->erase();
  }
};

} // namespace
