// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Heap storage: calls of malloc, calloc, free and of C++'s operators new and delete, as clang makes
// them.

#include "LoweringPatterns.h"

using namespace mlir;
using namespace costate;

static Value createI64(OpBuilder &builder, Location location, int64_t value) {
  return LLVM::ConstantOp::create(builder, location, builder.getI64IntegerAttr(value));
}

namespace {

static Value advance(OpBuilder &builder, Location location, Value pointer, int64_t bytes) {
  return LLVM::GEPOp::create(builder, location, pointer.getType(), builder.getI8Type(), pointer,
                             ArrayRef<LLVM::GEPArg>{int32_t(bytes)});
}

struct ArrayCountLowering : public ConvertOpToLLVMPattern<cxx::ArrayCountOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::ArrayCountOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Value place = advance(rewriter, op.getLoc(), adaptor.getAddress(), -8);
    rewriter.replaceOpWithNewOp<LLVM::LoadOp>(op, rewriter.getI64Type(), place);
    return success();
  }
};

struct AllocLowering : public ConvertOpToLLVMPattern<cxx::AllocOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::AllocOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    Type pointee = cast<cxx::PtrType>(op.getAddress().getType()).getPointee();
    Value size = createI64(rewriter, location, cxx::getTypeSize(pointee));
    Value bytes;
    SmallVector<Value, 2> operands;
    StringRef callee;
    switch (op.getKind()) {
    case cxx::AllocKind::Malloc:
      bytes = LLVM::MulOp::create(rewriter, location, adaptor.getCount(), size);
      callee = "malloc";
      break;
    case cxx::AllocKind::Calloc:
      operands = {adaptor.getCount(), size};
      callee = "calloc";
      break;
    case cxx::AllocKind::New:
      bytes = size;
      callee = "_Znwm";
      break;
    case cxx::AllocKind::NewArray:
      bytes = createArraySize(rewriter, location, adaptor.getCount(), size);
      callee = "_Znam";
      break;
    case cxx::AllocKind::NewCounted:
      bytes = createArraySize(rewriter, location, adaptor.getCount(), size);
      bytes = LLVM::AddOp::create(rewriter, location, bytes,
                                  createI64(rewriter, location, cxx::getCountSize(pointee)));
      callee = "_Znam";
      break;
    case cxx::AllocKind::OperatorNew:
      bytes = LLVM::MulOp::create(rewriter, location, adaptor.getCount(), size);
      callee = op.getAlignment() ? "_ZnwmSt11align_val_t" : "_Znwm";
      break;
    case cxx::AllocKind::AlignedMalloc:
      return rewriter.notifyMatchFailure(op, "expanded before (expand-aligned-blocks)");
    }
    if (bytes)
      operands = {bytes};
    if (op.getAlignment())
      operands.push_back(createI64(rewriter, location, *op.getAlignment()));
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    auto type =
        LLVM::LLVMFunctionType::get(pointer, SmallVector<Type>(operands.size(), size.getType()));
    bool mayThrow =
        op.getKind() != cxx::AllocKind::Malloc && op.getKind() != cxx::AllocKind::Calloc;
    LLVM::LLVMFuncOp function = declareFunction(
        rewriter, op, callee, type, mayThrow ? FunctionKind::Opaque : FunctionKind::NoUnwind);
    if (!function)
      return failure();
    auto call = LLVM::CallOp::create(rewriter, location, function, operands);
    call.setResAttrsAttr(rewriter.getArrayAttr(rewriter.getDictionaryAttr(
        rewriter.getNamedAttr(LLVM::LLVMDialect::getNoAliasAttrName(), rewriter.getUnitAttr()))));
    if (op.getZeroed() && bytes) {
      Value zero = LLVM::ConstantOp::create(rewriter, location, rewriter.getI8IntegerAttr(0));
      LLVM::MemsetOp::create(rewriter, location, call.getResult(), zero, bytes, false);
    }
    Value result = call.getResult();
    if (op.getKind() == cxx::AllocKind::NewCounted) {
      // The count stands right in front of the objects.
      int64_t space = cxx::getCountSize(pointee);
      result = advance(rewriter, location, call.getResult(), space);
      LLVM::StoreOp::create(rewriter, location, adaptor.getCount(),
                            advance(rewriter, location, result, -8));
    }
    rewriter.replaceOp(op, result);
    return success();
  }

private:
  /// `new T[n]` asks for all ones when n * size overflows, so that allocation fails.
  static Value createArraySize(OpBuilder &builder, Location location, Value count, Value size) {
    auto type = LLVM::LLVMStructType::getLiteral(builder.getContext(),
                                                 {builder.getI64Type(), builder.getI1Type()});
    Value product = LLVM::UMulWithOverflowOp::create(builder, location, type, count, size);
    Value bytes = LLVM::ExtractValueOp::create(builder, location, product, 0);
    Value overflow = LLVM::ExtractValueOp::create(builder, location, product, 1);
    return LLVM::SelectOp::create(builder, location, overflow, createI64(builder, location, -1),
                                  bytes);
  }
};

struct DeallocLowering : public ConvertOpToLLVMPattern<cxx::DeallocOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::DeallocOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Value address = adaptor.getAddress();
    StringRef callee;
    switch (op.getKind()) {
    case cxx::DeallocKind::Free:
      callee = "free";
      break;
    case cxx::DeallocKind::Delete:
      callee = "_ZdlPv";
      break;
    case cxx::DeallocKind::DeleteCounted:
      callee = "_ZdaPv";
      address = advance(rewriter, op.getLoc(), address,
                        -int64_t(cxx::getCountSize(op.getAddress().getType().getPointee())));
      break;
    case cxx::DeallocKind::DeleteArray:
      callee = "_ZdaPv";
      break;
    case cxx::DeallocKind::OperatorDelete:
      callee = op.getAlignment() ? "_ZdlPvSt11align_val_t" : "_ZdlPv";
      break;
    case cxx::DeallocKind::AlignedFree:
      return rewriter.notifyMatchFailure(op, "expanded before (expand-aligned-blocks)");
    }
    SmallVector<Value, 2> operands = {address};
    if (op.getAlignment())
      operands.push_back(createI64(rewriter, op.getLoc(), *op.getAlignment()));
    auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(getContext()),
                                            llvm::to_vector(ValueRange(operands).getTypes()));
    LLVM::LLVMFuncOp function = declareFunction(rewriter, op, callee, type, FunctionKind::NoUnwind);
    if (!function)
      return failure();
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(op, function, operands);
    return success();
  }
};

} // namespace

void costate::populateHeapPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<AllocLowering, ArrayCountLowering, DeallocLowering>(converter);
}
