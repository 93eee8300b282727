// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Folds and canonical forms of the 'cxx' dialect. Access paths become short (one offset from a
// base); counted loops with constant bounds become constants. Nothing here touches floating-point
// values.

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace costate::cxx;

static bool isConstantIndex(Value value, int64_t expected) {
  APInt constant;
  return matchPattern(value, m_ConstantInt(&constant)) && constant.getSExtValue() == expected;
}

//===----------------------------- access paths --------------------------===//

OpFoldResult OffsetOp::fold(FoldAdaptor adaptor) {
  if (isConstantIndex(getIndex(), 0))
    return getBase();
  return {};
}

/// Pointers are often used to walk over all rows of a matrix (`&m[0][0] + k`), which is then not an
/// index into the first row. Only an array that is not itself an element is known to be walked
/// inside.
static bool isOutermostArray(Value array) {
  Operation *definition = array.getDefiningOp();
  return isa_and_nonnull<AllocaOp, FieldOp, AddressOfOp>(definition);
}

namespace {

/// offset(offset(b, i), j) → offset(b, i + j); offset(element(a, i), j) → element(a, i + j).
struct MergeOffsets : public OpRewritePattern<OffsetOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(OffsetOp op, PatternRewriter &rewriter) const override {
    if (auto inner = op.getBase().getDefiningOp<OffsetOp>()) {
      if (isSharedStart(inner, op))
        return failure();
      Value sum = addIndices(op, inner.getIndex(), rewriter);
      rewriter.replaceOpWithNewOp<OffsetOp>(op, op.getType(), inner.getBase(), sum);
      return success();
    }
    if (auto element = op.getBase().getDefiningOp<ElementOp>()) {
      if (!isOutermostArray(element.getArray()))
        return failure();
      Value sum = addIndices(op, element.getIndex(), rewriter);
      rewriter.replaceOpWithNewOp<ElementOp>(op, op.getType(), element.getArray(), sum);
      return success();
    }
    return failure();
  }

private:
  /// A pointer computed outside of the region that uses it, for several uses: a row, a part of a
  /// work array. One addition there is better than one at each use.
  static bool isSharedStart(OffsetOp inner, OffsetOp op) {
    return inner->getBlock() != op->getBlock() && !inner->hasOneUse() &&
           !matchPattern(inner.getIndex(), m_Constant());
  }

  static Value addIndices(OffsetOp op, Value first, PatternRewriter &rewriter) {
    if (isConstantIndex(first, 0))
      return op.getIndex();
    // Both offsets stay inside of one object, and so does their sum.
    return arith::AddIOp::create(rewriter, op.getIndex().getLoc(), first, op.getIndex(),
                                 arith::IntegerOverflowFlags::nsw);
  }
};

/// copy of a scalar → load and store.
struct CopyOfScalar : public OpRewritePattern<CopyOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(CopyOp op, PatternRewriter &rewriter) const override {
    Type type = cast<PtrType>(op.getTarget().getType()).getPointee();
    if (!isScalarType(type))
      return failure();
    Value value = LoadOp::create(rewriter, op.getLoc(), type, op.getSource());
    rewriter.replaceOpWithNewOp<StoreOp>(op, value, op.getTarget());
    return success();
  }
};

/// copy_n of one object → copy; of none → nothing.
struct CopyOfConstantCount : public OpRewritePattern<CopyNOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(CopyNOp op, PatternRewriter &rewriter) const override {
    // There is nothing at null: a copy that is not run, or one of nothing.
    bool isNowhere =
        op.getTarget().getDefiningOp<NullOp>() || op.getSource().getDefiningOp<NullOp>();
    if (isNowhere || isConstantIndex(op.getCount(), 0)) {
      rewriter.eraseOp(op);
      return success();
    }
    Type type = cast<PtrType>(op.getTarget().getType()).getPointee();
    // Overlap by less than one object is possible for records only through misuse, but memmove
    // allows it.
    bool aggregateOverlaps = op.getOverlapping() && !isScalarType(type);
    if (!isConstantIndex(op.getCount(), 1) || isa<NoneType>(type) || aggregateOverlaps)
      return failure();
    rewriter.replaceOpWithNewOp<CopyOp>(op, op.getTarget(), op.getSource());
    return success();
  }
};

} // namespace

void OffsetOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<MergeOffsets>(context);
}
void CopyOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<CopyOfScalar>(context);
}
void CopyNOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<CopyOfConstantCount>(context);
}

/// The object of a type that starts where an access path leads, if the path went through it: a
/// class found again from its base (`static_cast<Derived &>(base)`), whatever lies between.
static Value findEnclosingObject(Value path, Type type) {
  int64_t distance = 0;
  while (true) {
    if (distance == 0 && path.getType() == type)
      return path;
    Operation *step = path.getDefiningOp();
    if (auto field = dyn_cast_or_null<FieldOp>(step)) {
      auto record = cast<RecordType>(cast<PtrType>(field.getRecord().getType()).getPointee());
      if (!record.isComplete())
        return {};
      distance += record.getFields()[field.getIndex()].offset;
      path = field.getRecord();
    } else if (auto other = dyn_cast_or_null<CastOp>(step)) {
      path = other.getSource();
    } else if (isa_and_nonnull<ElementOp, OffsetOp>(step)) {
      APInt index;
      Type pointee = cast<PtrType>(step->getResult(0).getType()).getPointee();
      if (isa<NoneType>(pointee) || !matchPattern(step->getOperand(1), m_ConstantInt(&index)))
        return {};
      distance += index.getSExtValue() * int64_t(getTypeSize(pointee));
      path = step->getOperand(0);
    } else {
      return {};
    }
  }
}

OpFoldResult CastOp::fold(FoldAdaptor) {
  if (Value object = findEnclosingObject(getSource(), getAddress().getType()))
    return object;
  if (auto inner = getSource().getDefiningOp<CastOp>()) {
    getSourceMutable().assign(inner.getSource());
    return getAddress();
  }
  return {};
}

namespace {

/// cast(so many bytes into a record) → the member of that type at that place: a base class or data
/// member that a pointer to a member names.
struct CastToMember : public OpRewritePattern<CastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(CastOp op, PatternRewriter &rewriter) const override {
    auto offset = op.getSource().getDefiningOp<OffsetOp>();
    auto bytes = offset ? offset.getBase().getDefiningOp<CastOp>() : CastOp();
    APInt distance;
    if (!bytes || !offset.getType().getPointee().isInteger(8) ||
        !matchPattern(offset.getIndex(), m_ConstantInt(&distance)))
      return failure();
    Type wanted = op.getType().getPointee();
    SmallVector<unsigned> path;
    Value address = bytes.getSource();
    int64_t place = distance.getSExtValue();
    auto isHere = [&] {
      return place >= 0 && findMember(cast<PtrType>(address.getType()).getPointee(),
                                      static_cast<uint64_t>(place), wanted, path);
    };
    // Or into an object around it: another base class of the same object.
    while (!isHere()) {
      auto field = address.getDefiningOp<FieldOp>();
      if (!field)
        return failure();
      auto record = cast<RecordType>(field.getRecord().getType().getPointee());
      place += static_cast<int64_t>(record.getFields()[field.getIndex()].offset);
      address = field.getRecord();
    }
    for (unsigned index : path) {
      auto record = cast<RecordType>(cast<PtrType>(address.getType()).getPointee());
      address = FieldOp::create(rewriter, op.getLoc(), PtrType::get(record.getFields()[index].type),
                                address, index);
    }
    rewriter.replaceOp(op, address);
    return success();
  }

private:
  static bool findMember(Type type, uint64_t distance, Type wanted,
                         SmallVectorImpl<unsigned> &path) {
    if (distance == 0 && type == wanted)
      return true;
    auto record = dyn_cast<RecordType>(type);
    if (!record || !record.isComplete())
      return false;
    for (auto [index, field] : llvm::enumerate(record.getFields())) {
      auto part = dyn_cast<RecordType>(field.type);
      if (field.offset > distance || (part && !part.isComplete()) ||
          distance >= field.offset + std::max<uint64_t>(1, getTypeSize(field.type)))
        continue;
      path.push_back(index);
      if (findMember(field.type, distance - field.offset, wanted, path))
        return true;
      path.pop_back();
    }
    return false;
  }
};

} // namespace

void CastOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<CastToMember>(context);
}

OpFoldResult NullOp::fold(FoldAdaptor) { return UnitAttr::get(getContext()); }

//===-------------------------- addresses of code ------------------------===//

OpFoldResult CodeEqualOp::fold(FoldAdaptor) {
  if (getLhs() == getRhs())
    return BoolAttr::get(getContext(), true);
  auto left = getLhs().getDefiningOp<CodeAddressOp>();
  auto right = getRhs().getDefiningOp<CodeAddressOp>();
  if (!left || !right)
    return {};
  return BoolAttr::get(getContext(), left.getSymbol() == right.getSymbol() &&
                                         left.getOffset() == right.getOffset());
}

OpFoldResult PtrToCodeOp::fold(FoldAdaptor) {
  Value pointer = getAddress();
  while (auto conversion = pointer.getDefiningOp<CastOp>())
    pointer = conversion.getSource();
  if (auto code = pointer.getDefiningOp<CodeToPtrOp>())
    return code.getCode();
  return {};
}

//===----------------------------- counted loops -------------------------===//

/// The trip count of a loop with constant bounds. Distances are unsigned and hence exact whatever
/// the bounds are.
static APInt countTrips(LoopPredicate predicate, const APInt &lower, const APInt &upper,
                        int64_t step) {
  bool inclusive = false, runs = false;
  switch (predicate) {
  case LoopPredicate::slt:
    runs = lower.slt(upper);
    break;
  case LoopPredicate::sle:
    runs = lower.sle(upper), inclusive = true;
    break;
  case LoopPredicate::sgt:
    runs = lower.sgt(upper);
    break;
  case LoopPredicate::sge:
    runs = lower.sge(upper), inclusive = true;
    break;
  case LoopPredicate::ult:
    runs = lower.ult(upper);
    break;
  case LoopPredicate::ule:
    runs = lower.ule(upper), inclusive = true;
    break;
  case LoopPredicate::ugt:
    runs = lower.ugt(upper);
    break;
  case LoopPredicate::uge:
    runs = lower.uge(upper), inclusive = true;
    break;
  case LoopPredicate::ne:
    runs = lower != upper;
    break;
  }
  if (!runs)
    return APInt(65, 0);
  APInt distance = (step > 0 ? upper - lower : lower - upper).zext(65);
  APInt stride = APInt(65, step > 0 ? uint64_t(step) : -uint64_t(step));
  if (inclusive)
    return distance.udiv(stride) + 1;
  return (distance - 1).udiv(stride) + 1;
}

OpFoldResult TripCountOp::fold(FoldAdaptor adaptor) {
  auto lower = dyn_cast_if_present<IntegerAttr>(adaptor.getLower());
  auto upper = dyn_cast_if_present<IntegerAttr>(adaptor.getUpper());
  if (!lower || !upper)
    return {};
  APInt trips = countTrips(getPredicate(), lower.getValue(), upper.getValue(), getStep());
  if (trips.getActiveBits() > 63)
    return {};
  return IntegerAttr::get(getTrips().getType(), trips.getZExtValue());
}

OpFoldResult InductionOp::fold(FoldAdaptor adaptor) {
  auto iteration = dyn_cast_if_present<IntegerAttr>(adaptor.getIteration());
  if (iteration && iteration.getValue().isZero())
    return getLower();
  auto lower = dyn_cast_if_present<IntegerAttr>(adaptor.getLower());
  if (!lower || !iteration)
    return {};
  unsigned width = lower.getValue().getBitWidth();
  APInt distance = iteration.getValue() * APInt(64, getStep(), /*isSigned=*/true);
  return IntegerAttr::get(lower.getType(), lower.getValue() + distance.trunc(width));
}
