// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Folds and canonical forms of comparisons and distances of pointers: what is known of objects and
// of null, and indices into one array instead of addresses.

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace costate::cxx;

OpFoldResult PtrDiffOp::fold(FoldAdaptor) {
  if (getLhs() == getRhs())
    return IntegerAttr::get(getDistance().getType(), 0);
  return {};
}

/// Whether a pointer is the address of an object, and so not null.
static bool isObjectAddress(Value pointer) {
  while (Operation *step = pointer.getDefiningOp()) {
    if (isa<AllocaOp, AddressOfOp>(step))
      return true;
    if (auto alloc = dyn_cast<AllocOp>(step))
      return alloc.getKind() != AllocKind::Malloc && alloc.getKind() != AllocKind::Calloc &&
             alloc.getKind() != AllocKind::AlignedMalloc;
    if (!isa<FieldOp, ElementOp, OffsetOp, CastOp>(step))
      return false;
    pointer = step->getOperand(0);
  }
  return false;
}

OpFoldResult PtrCmpOp::fold(FoldAdaptor adaptor) {
  bool comparesNull =
      isa_and_nonnull<UnitAttr>(adaptor.getLhs()) != isa_and_nonnull<UnitAttr>(adaptor.getRhs());
  if (comparesNull &&
      isObjectAddress(isa_and_nonnull<UnitAttr>(adaptor.getLhs()) ? getRhs() : getLhs())) {
    if (getPredicate() == PtrPredicate::eq || getPredicate() == PtrPredicate::ne)
      return BoolAttr::get(getContext(), getPredicate() == PtrPredicate::ne);
  }
  bool bothNull =
      isa_and_nonnull<UnitAttr>(adaptor.getLhs()) && isa_and_nonnull<UnitAttr>(adaptor.getRhs());
  if (getLhs() != getRhs() && !bothNull)
    return {};
  PtrPredicate predicate = getPredicate();
  bool holdsForEqual = predicate == PtrPredicate::eq || predicate == PtrPredicate::le ||
                       predicate == PtrPredicate::ge;
  return BoolAttr::get(getContext(), holdsForEqual);
}

namespace {

/// `p + i == null` → `p == null`, for members and elements likewise: a path that begins at no
/// object leads nowhere. (`null + i` may be a number made a pointer; CompareIndices has it.)
struct CompareWithNull : public OpRewritePattern<PtrCmpOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(PtrCmpOp op, PatternRewriter &rewriter) const override {
    PtrPredicate predicate = op.getPredicate();
    if (predicate != PtrPredicate::eq && predicate != PtrPredicate::ne)
      return failure();
    bool isNullLeft = op.getLhs().getDefiningOp<NullOp>() != nullptr;
    if (isNullLeft == (op.getRhs().getDefiningOp<NullOp>() != nullptr))
      return failure();
    Value path = isNullLeft ? op.getRhs() : op.getLhs();
    Value root = path;
    while (isa_and_nonnull<FieldOp, ElementOp, OffsetOp, CastOp>(root.getDefiningOp()))
      root = root.getDefiningOp()->getOperand(0);
    if (root == path || root.getDefiningOp<NullOp>())
      return failure();
    Value null = NullOp::create(rewriter, op.getLoc(), root.getType());
    rewriter.replaceOpWithNewOp<PtrCmpOp>(op, predicate, root, null);
    return success();
  }
};

/// Two pointers into one array: what they are indexed from, and by what.
struct CommonBase {
  Value left, right;

  static std::optional<CommonBase> find(Operation *op, PatternRewriter &rewriter) {
    Value left = op->getOperand(0), right = op->getOperand(1);
    Value leftBase = getBase(left), rightBase = getBase(right);
    if (leftBase == rightBase && leftBase != left && rightBase != right)
      return CommonBase{left.getDefiningOp()->getOperand(1), right.getDefiningOp()->getOperand(1)};
    auto isOffsetOf = [](Value pointer, Value base) {
      auto offset = pointer.getDefiningOp<OffsetOp>();
      return offset && offset.getBase() == base;
    };
    auto zeroLike = [&](Value index) {
      return arith::ConstantOp::create(rewriter, op->getLoc(),
                                       rewriter.getZeroAttr(index.getType()));
    };
    if (isOffsetOf(left, right)) {
      Value index = left.getDefiningOp()->getOperand(1);
      return CommonBase{index, zeroLike(index)};
    }
    if (isOffsetOf(right, left)) {
      Value index = right.getDefiningOp()->getOperand(1);
      return CommonBase{zeroLike(index), index};
    }
    return std::nullopt;
  }

private:
  static Value getBase(Value pointer) {
    Operation *step = pointer.getDefiningOp();
    return isa_and_nonnull<OffsetOp, ElementOp>(step) ? step->getOperand(0) : pointer;
  }
};

static bool hasSize(Value pointer) {
  Type pointee = cast<PtrType>(pointer.getType()).getPointee();
  return isa<NoneType>(pointee) || getTypeSize(pointee) > 0;
}

static arith::CmpIPredicate getIndexPredicate(PtrPredicate predicate) {
  switch (predicate) {
  case PtrPredicate::eq:
    return arith::CmpIPredicate::eq;
  case PtrPredicate::ne:
    return arith::CmpIPredicate::ne;
  case PtrPredicate::lt:
    return arith::CmpIPredicate::slt;
  case PtrPredicate::le:
    return arith::CmpIPredicate::sle;
  case PtrPredicate::gt:
    return arith::CmpIPredicate::sgt;
  case PtrPredicate::ge:
    return arith::CmpIPredicate::sge;
  }
  llvm_unreachable("all predicates are listed");
}

/// `p + i < p + j` → `i < j`.
struct CompareIndices : public OpRewritePattern<PtrCmpOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(PtrCmpOp op, PatternRewriter &rewriter) const override {
    if (!hasSize(op.getLhs()))
      return failure();
    std::optional<CommonBase> indices = CommonBase::find(op, rewriter);
    if (!indices)
      return failure();
    rewriter.replaceOpWithNewOp<arith::CmpIOp>(op, getIndexPredicate(op.getPredicate()),
                                               indices->left, indices->right);
    return success();
  }
};

/// `(p + i) - (p + j)` → `i - j`.
struct SubtractIndices : public OpRewritePattern<PtrDiffOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(PtrDiffOp op, PatternRewriter &rewriter) const override {
    if (!hasSize(op.getLhs()))
      return failure();
    std::optional<CommonBase> indices = CommonBase::find(op, rewriter);
    if (!indices)
      return failure();
    rewriter.replaceOpWithNewOp<arith::SubIOp>(op, indices->left, indices->right,
                                               arith::IntegerOverflowFlags::nsw);
    return success();
  }
};

/// `p == null ? null : p` → `p`.
struct SelectNullOrSelf : public OpRewritePattern<arith::SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::SelectOp op, PatternRewriter &rewriter) const override {
    auto compare = op.getCondition().getDefiningOp<PtrCmpOp>();
    if (!compare || !isa<PtrType>(op.getType()))
      return failure();
    bool isEqual = compare.getPredicate() == PtrPredicate::eq;
    if (!isEqual && compare.getPredicate() != PtrPredicate::ne)
      return failure();
    Value pointer = compare.getLhs(), null = compare.getRhs();
    if (pointer.getDefiningOp<NullOp>())
      std::swap(pointer, null);
    Value self = isEqual ? op.getFalseValue() : op.getTrueValue();
    Value other = isEqual ? op.getTrueValue() : op.getFalseValue();
    auto strip = [](Value value) {
      while (auto cast = value.getDefiningOp<CastOp>())
        value = cast.getSource();
      return value;
    };
    if (!null.getDefiningOp<NullOp>() || !other.getDefiningOp<NullOp>() ||
        strip(self) != strip(pointer))
      return failure();
    rewriter.replaceOp(op, self);
    return success();
  }
};

} // namespace

void PtrDiffOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<SubtractIndices>(context);
}
void PtrCmpOp::getCanonicalizationPatterns(RewritePatternSet &patterns, MLIRContext *context) {
  patterns.add<CompareWithNull, CompareIndices, SelectNullOrSelf>(context);
}
