// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Throws: calls of the Itanium C++ ABI's run-time library. Nothing is caught here: handlers and
// clean-ups have become ordinary code before, so no function needs a landing pad.

#include "LoweringPatterns.h"

using namespace mlir;
using namespace costate;

static LLVM::CallOp allocateException(ConversionPatternRewriter &rewriter, Operation *op,
                                      Type object) {
  auto pointer = LLVM::LLVMPointerType::get(rewriter.getContext());
  auto type = LLVM::LLVMFunctionType::get(pointer, {rewriter.getI64Type()});
  LLVM::LLVMFuncOp function =
      declareFunction(rewriter, op, "__cxa_allocate_exception", type, FunctionKind::NoUnwind);
  if (!function)
    return {};
  Value size = LLVM::ConstantOp::create(rewriter, op->getLoc(),
                                        rewriter.getI64IntegerAttr(cxx::getTypeSize(object)));
  return LLVM::CallOp::create(rewriter, op->getLoc(), function, size);
}

/// The address of type information, which is defined elsewhere.
static Value getTypeInfo(ConversionPatternRewriter &rewriter, Operation *op, StringRef name) {
  auto module = op->getParentOfType<ModuleOp>();
  auto global = dyn_cast_or_null<LLVM::GlobalOp>(SymbolTable::lookupSymbolIn(module, name));
  if (!global) {
    OpBuilder::InsertionGuard guard(rewriter);
    rewriter.setInsertionPointToStart(module.getBody());
    global =
        LLVM::GlobalOp::create(rewriter, module.getLoc(), rewriter.getI8Type(),
                               /*isConstant=*/true, LLVM::Linkage::External, name, Attribute());
  }
  return LLVM::AddressOfOp::create(rewriter, op->getLoc(), global);
}

static Value getDestructor(ConversionPatternRewriter &rewriter, Operation *op, StringRef name) {
  auto pointer = LLVM::LLVMPointerType::get(rewriter.getContext());
  if (name.empty())
    return LLVM::ZeroOp::create(rewriter, op->getLoc(), pointer);
  // clang emits an inline destructor as that of a base object only; classes with virtual bases,
  // where the two differ, are not thrown.
  std::string emitted = name.str();
  if (name.consume_back("D1Ev"))
    emitted = name.str() + "D2Ev";
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(rewriter.getContext()), {pointer});
  LLVM::LLVMFuncOp function = declareFunction(rewriter, op, emitted, type, FunctionKind::NoUnwind);
  if (!function)
    return {};
  return LLVM::AddressOfOp::create(rewriter, op->getLoc(), function);
}

namespace {

struct ExceptionLowering : public ConvertOpToLLVMPattern<cxx::ExceptionOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::ExceptionOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    auto call =
        allocateException(rewriter, op, cast<cxx::PtrType>(op.getAddress().getType()).getPointee());
    if (!call)
      return failure();
    rewriter.replaceOp(op, call.getResults());
    return success();
  }
};

struct RaiseLowering : public ConvertOpToLLVMPattern<cxx::RaiseOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::RaiseOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    cxx::ExceptionAttr exception = op.getException();
    Value object = adaptor.getObject();
    if (!op.getObject().getDefiningOp<cxx::ExceptionOp>()) {
      // The object was made for a handler, which passes it on: it moves (ExceptionAttr: bytewise).
      auto storage = allocateException(rewriter, op, exception.getObject());
      if (!storage)
        return failure();
      Value size = LLVM::ConstantOp::create(
          rewriter, location, rewriter.getI64IntegerAttr(cxx::getTypeSize(exception.getObject())));
      LLVM::MemcpyOp::create(rewriter, location, storage.getResult(), object, size,
                             /*isVolatile=*/false);
      object = storage.getResult();
    }
    Value typeInfo = getTypeInfo(rewriter, op, exception.getTypeInfo());
    Value destructor = getDestructor(rewriter, op, exception.getDestructor());
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(getContext()),
                                            {pointer, pointer, pointer});
    LLVM::LLVMFuncOp function =
        declareFunction(rewriter, op, "__cxa_throw", type, FunctionKind::Raise);
    if (!function || !destructor)
      return failure();
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(op, function,
                                              ValueRange{object, typeInfo, destructor});
    return success();
  }
};

} // namespace

void costate::populateExceptionPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<ExceptionLowering, RaiseLowering>(converter);
}
