// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Storage and access paths. Fields are byte offsets with clang's layout; elements are indexed with
// the scalar's own type, which LLVM's analyses like best. bool is i1 as a value and i8 in memory.

#include "LoweringPatterns.h"
#include "costate/Dialect/Cxx/Volatile.h"
#include "mlir/Dialect/UB/IR/UBOps.h"

using namespace mlir;
using namespace costate;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

Type costate::getStorageType(Type type) {
  MLIRContext *context = type.getContext();
  if (type.isInteger(1) || isa<NoneType>(type))
    return IntegerType::get(context, 8);
  if (isa<cxx::PtrType, cxx::CodeType>(type))
    return LLVM::LLVMPointerType::get(context);
  if (isa<cxx::RecordType, cxx::ArrayType>(type))
    return LLVM::LLVMArrayType::get(IntegerType::get(context, 8), cxx::getTypeSize(type));
  return type;
}

static Value createI64(OpBuilder &builder, Location location, int64_t value) {
  return LLVM::ConstantOp::create(builder, location, builder.getI64IntegerAttr(value));
}

/// count * size of the pointee, as i64.
static Value createByteCount(OpBuilder &builder, Location location, Value count, Type type) {
  uint64_t size = cxx::getTypeSize(type);
  if (size == 1)
    return count;
  return LLVM::MulOp::create(builder, location, count, createI64(builder, location, size));
}

static void createZeroFill(OpBuilder &builder, Location location, Value address, Value bytes,
                           int8_t byte) {
  Value value = LLVM::ConstantOp::create(builder, location, builder.getI8IntegerAttr(byte));
  LLVM::MemsetOp::create(builder, location, address, value, bytes, /*isVolatile=*/false);
}

namespace {

struct AllocaLowering : public ConvertOpToLLVMPattern<cxx::AllocaOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::AllocaOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type type = op.getElementType();
    Location location = op.getLoc();
    Value address;
    {
      // Storage lives in the frame, wherever the declaration stands: in a loop it would grow the
      // stack.
      OpBuilder::InsertionGuard guard(rewriter);
      auto function = op->getParentOfType<FunctionOpInterface>();
      rewriter.setInsertionPointToStart(&function.getFunctionBody().front());
      Value one = LLVM::ConstantOp::create(rewriter, location, rewriter.getI32IntegerAttr(1));
      address = LLVM::AllocaOp::create(rewriter, location, LLVM::LLVMPointerType::get(getContext()),
                                       getStorageType(type), one,
                                       op.getAlignment().value_or(cxx::getTypeAlignment(type)));
    }
    if (op.getZeroed()) {
      Value bytes = createI64(rewriter, location, cxx::getTypeSize(type));
      createZeroFill(rewriter, location, address, bytes, 0);
    }
    rewriter.replaceOp(op, address);
    return success();
  }
};

struct LoadLowering : public ConvertOpToLLVMPattern<cxx::LoadOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::LoadOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type type = op.getValue().getType();
    Value value = LLVM::LoadOp::create(rewriter, op.getLoc(), getStorageType(type),
                                       adaptor.getAddress(), cxx::getTypeAlignment(type));
    if (type.isInteger(1))
      value = LLVM::TruncOp::create(rewriter, op.getLoc(), type, value);
    rewriter.replaceOp(op, value);
    return success();
  }
};

struct StoreLowering : public ConvertOpToLLVMPattern<cxx::StoreOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::StoreOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type type = op.getValue().getType();
    Value value = adaptor.getValue();
    if (type.isInteger(1))
      value = LLVM::ZExtOp::create(rewriter, op.getLoc(), getStorageType(type), value);
    rewriter.replaceOpWithNewOp<LLVM::StoreOp>(op, value, adaptor.getAddress(),
                                               cxx::getTypeAlignment(type));
    return success();
  }
};

struct AtomicLowering : public ConvertOpToLLVMPattern<cxx::AtomicOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  static LLVM::AtomicBinOp getOperation(cxx::AtomicKind kind) {
    switch (kind) {
    case cxx::AtomicKind::Add:
      return LLVM::AtomicBinOp::add;
    case cxx::AtomicKind::Sub:
      return LLVM::AtomicBinOp::sub;
    case cxx::AtomicKind::And:
      return LLVM::AtomicBinOp::_and;
    case cxx::AtomicKind::Or:
      return LLVM::AtomicBinOp::_or;
    case cxx::AtomicKind::Xor:
      return LLVM::AtomicBinOp::_xor;
    case cxx::AtomicKind::Nand:
      return LLVM::AtomicBinOp::nand;
    case cxx::AtomicKind::Exchange:
    case cxx::AtomicKind::CompareExchange:
      break;
    }
    return LLVM::AtomicBinOp::xchg;
  }

  LogicalResult matchAndRewrite(cxx::AtomicOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    constexpr auto order = LLVM::AtomicOrdering::seq_cst;
    uint64_t alignment = cxx::getTypeAlignment(op.getValue().getType());
    if (op->hasAttr(cxx::attr::isVolatile)) {
      // What is written is not looked at before.
      if (op.getKind() == cxx::AtomicKind::Exchange) {
        LLVM::StoreOp::create(rewriter, op.getLoc(), adaptor.getValue(), adaptor.getAddress(),
                              alignment, /*isVolatile=*/true);
        rewriter.eraseOp(op);
      } else {
        rewriter.replaceOpWithNewOp<LLVM::LoadOp>(op, op.getOld().getType(), adaptor.getAddress(),
                                                  alignment, /*isVolatile=*/true);
      }
      return success();
    }
    if (op.getKind() == cxx::AtomicKind::CompareExchange) {
      Value pair = LLVM::AtomicCmpXchgOp::create(rewriter, op.getLoc(), adaptor.getAddress(),
                                                 adaptor.getExpected(), adaptor.getValue(), order,
                                                 order, "", alignment);
      rewriter.replaceOpWithNewOp<LLVM::ExtractValueOp>(op, pair, 0);
      return success();
    }
    rewriter.replaceOpWithNewOp<LLVM::AtomicRMWOp>(op, getOperation(op.getKind()),
                                                   adaptor.getAddress(), adaptor.getValue(), order,
                                                   "", alignment);
    return success();
  }
};

struct FieldLowering : public ConvertOpToLLVMPattern<cxx::FieldOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::FieldOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    auto record = cast<cxx::RecordType>(getPointee(op.getRecord()));
    uint64_t offset = record.getFields()[op.getIndex()].offset;
    rewriter.replaceOpWithNewOp<LLVM::GEPOp>(
        op, adaptor.getRecord().getType(), rewriter.getI8Type(), adaptor.getRecord(),
        ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(offset)}, LLVM::GEPNoWrapFlags::inbounds);
    return success();
  }
};

struct ElementLowering : public ConvertOpToLLVMPattern<cxx::ElementOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::ElementOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::GEPOp>(
        op, adaptor.getArray().getType(), getStorageType(getPointee(op.getAddress())),
        adaptor.getArray(), ValueRange{adaptor.getIndex()}, LLVM::GEPNoWrapFlags::inbounds);
    return success();
  }
};

struct OffsetLowering : public ConvertOpToLLVMPattern<cxx::OffsetOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::OffsetOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::GEPOp>(
        op, adaptor.getBase().getType(), getStorageType(getPointee(op.getAddress())),
        adaptor.getBase(), ValueRange{adaptor.getIndex()}, LLVM::GEPNoWrapFlags::inbounds);
    return success();
  }
};

struct NullLowering : public ConvertOpToLLVMPattern<cxx::NullOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::NullOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ZeroOp>(op, LLVM::LLVMPointerType::get(getContext()));
    return success();
  }
};

struct CastLowering : public ConvertOpToLLVMPattern<cxx::CastOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::CastOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getSource());
    return success();
  }
};

struct PtrDiffLowering : public ConvertOpToLLVMPattern<cxx::PtrDiffOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::PtrDiffOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    Type i64 = rewriter.getI64Type();
    Value left = LLVM::PtrToIntOp::create(rewriter, location, i64, adaptor.getLhs());
    Value right = LLVM::PtrToIntOp::create(rewriter, location, i64, adaptor.getRhs());
    Value bytes = LLVM::SubOp::create(rewriter, location, left, right);
    uint64_t size = cxx::getTypeSize(getPointee(op.getLhs()));
    if (size == 0)
      return rewriter.notifyMatchFailure(op, "elements without a size");
    rewriter.replaceOpWithNewOp<LLVM::SDivOp>(op, bytes, createI64(rewriter, location, size),
                                              /*isExact=*/true);
    return success();
  }
};

struct PtrCmpLowering : public ConvertOpToLLVMPattern<cxx::PtrCmpOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::PtrCmpOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ICmpOp>(op, convert(op.getPredicate()), adaptor.getLhs(),
                                              adaptor.getRhs());
    return success();
  }

  static LLVM::ICmpPredicate convert(cxx::PtrPredicate predicate) {
    switch (predicate) {
    case cxx::PtrPredicate::eq:
      return LLVM::ICmpPredicate::eq;
    case cxx::PtrPredicate::ne:
      return LLVM::ICmpPredicate::ne;
    case cxx::PtrPredicate::lt:
      return LLVM::ICmpPredicate::ult;
    case cxx::PtrPredicate::le:
      return LLVM::ICmpPredicate::ule;
    case cxx::PtrPredicate::gt:
      return LLVM::ICmpPredicate::ugt;
    case cxx::PtrPredicate::ge:
      return LLVM::ICmpPredicate::uge;
    }
    llvm_unreachable("no such predicate");
  }
};

struct CopyLowering : public ConvertOpToLLVMPattern<cxx::CopyOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::CopyOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    // Equal or disjoint: what clang asks of memcpy for assignments, too.
    uint64_t size = cxx::getTypeDataSize(getPointee(op.getTarget()));
    if (size == 0) {
      rewriter.eraseOp(op);
      return success();
    }
    Value bytes = createI64(rewriter, op.getLoc(), size);
    rewriter.replaceOpWithNewOp<LLVM::MemcpyOp>(op, adaptor.getTarget(), adaptor.getSource(), bytes,
                                                /*isVolatile=*/false);
    return success();
  }
};

struct CopyNLowering : public ConvertOpToLLVMPattern<cxx::CopyNOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::CopyNOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Value bytes =
        createByteCount(rewriter, op.getLoc(), adaptor.getCount(), getPointee(op.getTarget()));
    if (op.getOverlapping())
      rewriter.replaceOpWithNewOp<LLVM::MemmoveOp>(op, adaptor.getTarget(), adaptor.getSource(),
                                                   bytes, /*isVolatile=*/false);
    else
      rewriter.replaceOpWithNewOp<LLVM::MemcpyOp>(op, adaptor.getTarget(), adaptor.getSource(),
                                                  bytes, /*isVolatile=*/false);
    return success();
  }
};

struct FillLowering : public ConvertOpToLLVMPattern<cxx::FillOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::FillOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Value bytes =
        createByteCount(rewriter, op.getLoc(), adaptor.getCount(), getPointee(op.getTarget()));
    createZeroFill(rewriter, op.getLoc(), adaptor.getTarget(), bytes, op.getByte());
    rewriter.eraseOp(op);
    return success();
  }
};

/// What was never written is zero. Poison would be allowed, but it can reach a branch through
/// logical operations that other passes made strict, and then anything may happen.
struct PoisonLowering : public ConvertOpToLLVMPattern<ub::PoisonOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(ub::PoisonOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type type = getTypeConverter()->convertType(op.getType());
    if (!type)
      return failure();
    rewriter.replaceOpWithNewOp<LLVM::ZeroOp>(op, type);
    return success();
  }
};

} // namespace

void costate::populateMemoryPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<AllocaLowering, LoadLowering, StoreLowering, AtomicLowering, FieldLowering,
               ElementLowering, OffsetLowering, NullLowering, CastLowering, PtrDiffLowering,
               PtrCmpLowering, CopyLowering, CopyNLowering, FillLowering, PoisonLowering>(
      converter);
}
