// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that no derivative flows through, and assertions.

#include "LoweringPatterns.h"

using namespace mlir;
using namespace costate;

namespace {

struct InactiveCallLowering : public ConvertOpToLLVMPattern<cxx::InactiveCallOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::InactiveCallOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    SmallVector<Type> parameters;
    int32_t variadicFrom = op.getVariadicFrom();
    for (auto [index, argument] : llvm::enumerate(adaptor.getArguments()))
      if (variadicFrom < 0 || static_cast<int32_t>(index) < variadicFrom)
        parameters.push_back(argument.getType());
    Type result = LLVM::LLVMVoidType::get(getContext());
    if (op.getNumResults() == 1)
      result = getTypeConverter()->convertType(op.getResult(0).getType());
    if (op.getNumResults() > 1 || !result)
      return rewriter.notifyMatchFailure(op, "one scalar result at most");
    auto type = LLVM::LLVMFunctionType::get(result, parameters, variadicFrom >= 0);
    FunctionKind kind = op.getNoreturn() ? FunctionKind::NoReturn : FunctionKind::Opaque;
    LLVM::LLVMFuncOp function = declareFunction(rewriter, op, op.getCallee(), type, kind);
    if (!function)
      return failure();
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(op, function, adaptor.getArguments());
    return success();
  }
};

/// assert(c)  →  if (!c) __assert_fail(...), which does not return.
struct AssertLowering : public ConvertOpToLLVMPattern<cxx::AssertOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::AssertOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(getContext()),
                                            {pointer, pointer, rewriter.getI32Type(), pointer});
    LLVM::LLVMFuncOp function =
        declareFunction(rewriter, op, "__assert_fail", type, FunctionKind::NoReturn);
    if (!function)
      return failure();

    Block *before = op->getBlock();
    Block *after = rewriter.splitBlock(before, op->getIterator());
    Block *failed = rewriter.createBlock(after);
    Value expression = createStringLiteral(rewriter, op, op.getExpression());
    Value file = createStringLiteral(rewriter, op, op.getFile());
    Value line = LLVM::ConstantOp::create(rewriter, location, op.getLineAttr());
    Value name = createStringLiteral(rewriter, op, op.getFunction());
    LLVM::CallOp::create(rewriter, location, function, ValueRange{expression, file, line, name});
    LLVM::UnreachableOp::create(rewriter, location);

    rewriter.setInsertionPointToEnd(before);
    LLVM::CondBrOp::create(rewriter, location, adaptor.getCondition(), after, ValueRange{}, failed,
                           ValueRange{});
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void costate::populateCallPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<InactiveCallLowering, AssertLowering>(converter);
}
