// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of complex numbers as calls of the C library and of the compiler's support library, by
// the calling convention of x86-64: the parts of a double travel in two registers, those of a float
// in one.

#include "LoweringPatterns.h"

using namespace mlir;
using namespace costate;

namespace {

std::string getCallee(cxx::ComplexFunctionOp op) {
  bool isDouble = op.getType().isF64();
  if (op.getFunction() == "div")
    return isDouble ? "__divdc3" : "__divsc3";
  if (op.getFunction() == "recover")
    return isDouble ? "__muldc3" : "__mulsc3";
  return ("c" + op.getFunction() + (isDouble ? "" : "f")).str();
}

struct ComplexFunctionLowering : public ConvertOpToLLVMPattern<cxx::ComplexFunctionOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::ComplexFunctionOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type type = op.getType();
    if (!type.isF64() && !type.isF32())
      return rewriter.notifyMatchFailure(op, "no library function for this type");
    Location location = op.getLoc();
    bool isPacked = type.isF32();
    // The support library takes its numbers one by one.
    bool isSupport = op.getFunction() == "div" || op.getFunction() == "recover";
    Type packed = VectorType::get({2}, type);
    Type result =
        isPacked ? packed : Type(LLVM::LLVMStructType::getLiteral(op.getContext(), {type, type}));
    SmallVector<Value> arguments(adaptor.getParts());
    if (isPacked && !isSupport)
      arguments = pack(rewriter, location, packed, adaptor.getParts());
    auto function = declareFunction(
        rewriter, op, getCallee(op),
        LLVM::LLVMFunctionType::get(result, SmallVector<Type>(ValueRange(arguments).getTypes())),
        FunctionKind::PureMath);
    if (!function)
      return failure();
    auto call = LLVM::CallOp::create(rewriter, location, function, arguments);
    call.setNoUnwind(true);
    call.setWillReturn(true);
    call.setMemoryEffectsAttr(function.getMemoryEffectsAttr());
    unsigned part = op.getImaginary();
    if (isPacked)
      rewriter.replaceOpWithNewOp<LLVM::ExtractElementOp>(op, call.getResult(),
                                                          index(rewriter, location, part));
    else
      rewriter.replaceOpWithNewOp<LLVM::ExtractValueOp>(op, call.getResult(), part);
    return success();
  }

private:
  static Value index(OpBuilder &builder, Location location, unsigned value) {
    return LLVM::ConstantOp::create(builder, location, builder.getI32IntegerAttr(value));
  }

  static SmallVector<Value> pack(OpBuilder &builder, Location location, Type type,
                                 ValueRange parts) {
    SmallVector<Value> result;
    for (unsigned i = 0; i < parts.size(); i += 2) {
      Value vector = LLVM::PoisonOp::create(builder, location, type);
      for (unsigned part : {0u, 1u})
        vector = LLVM::InsertElementOp::create(builder, location, vector, parts[i + part],
                                               index(builder, location, part));
      result.push_back(vector);
    }
    return result;
  }
};

} // namespace

void costate::populateComplexPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<ComplexFunctionLowering>(converter);
}
