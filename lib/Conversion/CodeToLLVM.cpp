// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addresses of functions and virtual tables.
//
// A symbol is referred to weakly: an optimizing compiler drops a virtual table or a function that
// it has inlined everywhere. Then nobody but the derivative knows the address, and a byte of its
// own stands for it, so that different symbols stay different.

#include "LoweringPatterns.h"
#include "costate/Conversion/CxxToLLVM.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace costate;

namespace {

/// Room for the address points of a table: no two of them may meet another symbol's.
constexpr uint64_t standInSize = 4096;

struct CodeAddressLowering : public ConvertOpToLLVMPattern<cxx::CodeAddressOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::CodeAddressOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    if (op.getSymbol().empty() && op.getOffset()) {
      // The place of a virtual function, as pointers to members hold it.
      Value place =
          LLVM::ConstantOp::create(rewriter, location, rewriter.getI64IntegerAttr(op.getOffset()));
      rewriter.replaceOpWithNewOp<LLVM::IntToPtrOp>(op, pointer, place);
      return success();
    }
    if (op.getSymbol().empty()) {
      rewriter.replaceOpWithNewOp<LLVM::ZeroOp>(op, pointer);
      return success();
    }
    Value base = createSymbolAddress(op, rewriter);
    if (op.getOffset())
      base = LLVM::GEPOp::create(rewriter, location, pointer, rewriter.getI8Type(), base,
                                 ArrayRef<LLVM::GEPArg>{int32_t(op.getOffset())});
    rewriter.replaceOp(op, base);
    return success();
  }

private:
  static Value createSymbolAddress(cxx::CodeAddressOp op, OpBuilder &builder) {
    Location location = op.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(op.getContext());
    auto module = op->getParentOfType<ModuleOp>();
    auto createGlobal = [&](StringRef name, uint64_t size, LLVM::Linkage linkage, Attribute value) {
      if (SymbolTable::lookupSymbolIn(module, name))
        return;
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointToStart(module.getBody());
      LLVM::GlobalOp::create(builder, location, LLVM::LLVMArrayType::get(builder.getI8Type(), size),
                             /*isConstant=*/false, linkage, name, value);
    };
    std::string standIn = ("costate.code." + op.getSymbol()).str();
    // Under a name of its own until the module is LLVM's: it may declare the function as well.
    std::string symbol = (weakSymbolPrefix + op.getSymbol()).str();
    createGlobal(symbol, 8, LLVM::Linkage::ExternWeak, Attribute());
    createGlobal(standIn, standInSize, LLVM::Linkage::Internal,
                 builder.getStringAttr(std::string(standInSize, '\0')));
    Value real = LLVM::AddressOfOp::create(builder, location, pointer, symbol);
    Value own = LLVM::AddressOfOp::create(builder, location, pointer, standIn);
    Value null = LLVM::ZeroOp::create(builder, location, pointer);
    Value exists = LLVM::ICmpOp::create(builder, location, LLVM::ICmpPredicate::ne, real, null);
    return LLVM::SelectOp::create(builder, location, exists, real, own);
  }
};

struct CodeEqualLowering : public ConvertOpToLLVMPattern<cxx::CodeEqualOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::CodeEqualOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ICmpOp>(op, LLVM::ICmpPredicate::eq, adaptor.getLhs(),
                                              adaptor.getRhs());
    return success();
  }
};

/// Both are plain pointers in the end.
template <typename Op> struct CodeConversionLowering : public ConvertOpToLLVMPattern<Op> {
  using ConvertOpToLLVMPattern<Op>::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getOperands());
    return success();
  }
};

} // namespace

void costate::populateCodePatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<CodeAddressLowering, CodeEqualLowering, CodeConversionLowering<cxx::CodeToPtrOp>,
               CodeConversionLowering<cxx::PtrToCodeOp>>(converter);
}
