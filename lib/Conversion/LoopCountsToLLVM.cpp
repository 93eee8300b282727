// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Trip counts and induction values, exact for all bounds:
//   runs     = lower PRED upper
//   distance = |upper - lower| as an unsigned number, which never overflows when the loop runs
//   trips    = runs ? (exclusive: ceil(distance / |step|), inclusive: floor(distance / |step|) + 1)
//   : 0

#include "LoweringPatterns.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;
using LLVM::ICmpPredicate;

namespace {

struct LoopDirection {
  ICmpPredicate predicate;
  bool isSigned;
  bool inclusive;
};

LoopDirection describe(cxx::LoopPredicate predicate) {
  switch (predicate) {
  case cxx::LoopPredicate::slt:
    return {ICmpPredicate::slt, true, false};
  case cxx::LoopPredicate::sle:
    return {ICmpPredicate::sle, true, true};
  case cxx::LoopPredicate::sgt:
    return {ICmpPredicate::sgt, true, false};
  case cxx::LoopPredicate::sge:
    return {ICmpPredicate::sge, true, true};
  case cxx::LoopPredicate::ult:
    return {ICmpPredicate::ult, false, false};
  case cxx::LoopPredicate::ule:
    return {ICmpPredicate::ule, false, true};
  case cxx::LoopPredicate::ugt:
    return {ICmpPredicate::ugt, false, false};
  case cxx::LoopPredicate::uge:
    return {ICmpPredicate::uge, false, true};
  case cxx::LoopPredicate::ne:
    return {ICmpPredicate::ne, false, false};
  }
  llvm_unreachable("no such predicate");
}

Value createConstant(OpBuilder &builder, Location location, Type type, int64_t value) {
  return LLVM::ConstantOp::create(builder, location, type, builder.getIntegerAttr(type, value));
}

struct TripCountLowering : public ConvertOpToLLVMPattern<cxx::TripCountOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::TripCountOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    LoopDirection direction = describe(op.getPredicate());
    int64_t step = op.getStep();
    uint64_t stride = step > 0 ? uint64_t(step) : -uint64_t(step);
    Value from = adaptor.getLower(), to = adaptor.getUpper();
    Value low = step > 0 ? from : to, high = step > 0 ? to : from;
    unsigned width = cast<IntegerType>(from.getType()).getWidth();
    bool ordered = op.getPredicate() != cxx::LoopPredicate::ne;
    if (width < 64 && ordered && !direction.inclusive && stride == 1)
      rewriter.replaceOp(op, createWidenedDistance(rewriter, location, low, high, direction));
    else
      rewriter.replaceOp(op,
                         createGeneral(rewriter, location, from, to, low, high, direction, stride));
    return success();
  }

private:
  /// max(high - low, 0) in 64 bits: the form that scalar evolution knows best.
  static Value createWidenedDistance(OpBuilder &builder, Location location, Value low, Value high,
                                     LoopDirection direction) {
    Type i64 = builder.getI64Type();
    auto extend = [&](Value value) -> Value {
      if (direction.isSigned)
        return LLVM::SExtOp::create(builder, location, i64, value);
      return LLVM::ZExtOp::create(builder, location, i64, value);
    };
    Value distance = LLVM::SubOp::create(builder, location, extend(high), extend(low),
                                         LLVM::IntegerOverflowFlags::nsw);
    Value zero = createConstant(builder, location, i64, 0);
    return LLVM::SMaxOp::create(builder, location, distance, zero);
  }

  static Value createGeneral(OpBuilder &builder, Location location, Value from, Value to, Value low,
                             Value high, LoopDirection direction, uint64_t stride) {
    Type i64 = builder.getI64Type();
    Value runs = LLVM::ICmpOp::create(builder, location, direction.predicate, from, to);
    Value distance = LLVM::SubOp::create(builder, location, high, low);
    if (distance.getType() != i64)
      distance = LLVM::ZExtOp::create(builder, location, i64, distance);
    Value one = createConstant(builder, location, i64, 1);
    Value trips = distance;
    if (stride != 1 && !direction.inclusive)
      trips = LLVM::SubOp::create(builder, location, trips, one);
    if (stride != 1)
      trips = LLVM::UDivOp::create(builder, location, trips,
                                   createConstant(builder, location, i64, stride));
    if (stride != 1 || direction.inclusive)
      trips = LLVM::AddOp::create(builder, location, trips, one);
    Value zero = createConstant(builder, location, i64, 0);
    return LLVM::SelectOp::create(builder, location, runs, trips, zero);
  }
};

struct InductionLowering : public ConvertOpToLLVMPattern<cxx::InductionOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::InductionOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    Type i64 = rewriter.getI64Type();
    Type type = adaptor.getLower().getType();
    unsigned width = cast<IntegerType>(type).getWidth();
    auto flags = op.getNsw() ? LLVM::IntegerOverflowFlags::nsw : LLVM::IntegerOverflowFlags::none;
    // In 64 bits and with what is known about overflow, so that addresses need no sign extension of
    // a sum. Without that knowledge the low bits are the same.
    Value lower = adaptor.getLower();
    if (width < 64)
      lower = LLVM::SExtOp::create(rewriter, location, i64, lower);
    Value distance = adaptor.getIteration();
    // The distance itself may overflow in 64 bits where the sum with a negative start does not.
    auto distanceFlags = width < 64 ? flags : LLVM::IntegerOverflowFlags::none;
    if (op.getStep() != 1)
      distance =
          LLVM::MulOp::create(rewriter, location, distance,
                              createConstant(rewriter, location, i64, op.getStep()), distanceFlags);
    Value value = LLVM::AddOp::create(rewriter, location, lower, distance, flags);
    if (width < 64)
      value = LLVM::TruncOp::create(rewriter, location, type, value, flags);
    rewriter.replaceOp(op, value);
    return success();
  }
};

} // namespace

/// sext(induction lower at t) → induction sext(lower) at t, where nothing overflows. LLVM does not
/// find this by itself; addresses of array elements depend on it.
void costate::widenInductions(ModuleOp module) {
  SmallVector<arith::ExtSIOp> extensions;
  module.walk([&](arith::ExtSIOp extension) {
    auto induction = extension.getIn().getDefiningOp<cxx::InductionOp>();
    if (induction && induction.getNsw() && extension.getType().isInteger(64))
      extensions.push_back(extension);
  });
  for (arith::ExtSIOp extension : extensions) {
    auto narrow = extension.getIn().getDefiningOp<cxx::InductionOp>();
    OpBuilder builder(extension);
    Value lower =
        arith::ExtSIOp::create(builder, extension.getLoc(), extension.getType(), narrow.getLower());
    Value wide = cxx::InductionOp::create(builder, extension.getLoc(), lower, narrow.getIteration(),
                                          narrow.getStep(), /*nsw=*/true);
    extension.replaceAllUsesWith(wide);
    extension.erase();
  }
}

void costate::populateLoopCountPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<TripCountLowering, InductionLowering>(converter);
}
