// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The external models that costate-tblgen makes of lib/Rules/*.td, and their registration. No rule
// is written here: rules are data. (ComplexRules.cpp holds the one rule that is not.)

#include "costate/Rules/ScalarRules.h"
#include "ComplexRules.h"
#include "RuleBuilder.h"
#include "ZeroRules.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Interfaces/ScalarRule.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;

namespace costate {
namespace {

/// Whether an operand may carry a derivative at all.
bool isFloat(Operation *op, unsigned operand) {
  return isa<FloatType>(getElementTypeOrSelf(op->getOperand(operand).getType()));
}

#define GET_SCALAR_RULES
#include "ScalarRules.cpp.inc"

} // namespace

#define GET_SCALAR_RULE_REGISTRATION
#include "ScalarRules.cpp.inc"

/// Rules emit operations of one another's dialects.
static void loadDialects(MLIRContext *context) {
  context->loadDialect<arith::ArithDialect, math::MathDialect, cxx::CxxDialect>();
}

void registerScalarRules(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, arith::ArithDialect *) {
    loadDialects(context);
    attachArithRules(context);
  });
  registry.addExtension(+[](MLIRContext *context, math::MathDialect *) {
    loadDialects(context);
    attachMathRules(context);
  });
  registry.addExtension(+[](MLIRContext *context, cxx::CxxDialect *) {
    loadDialects(context);
    attachCxxRules(context);
    attachComplexRules(context);
  });
  registry.addExtension(+[](MLIRContext *context, ad::ADDialect *) { attachZeroRules(context); });
}

} // namespace costate
