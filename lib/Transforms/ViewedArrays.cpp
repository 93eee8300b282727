// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `((packet *)p)->lanes[i]` → `p[i]`: code for vector units looks at arrays of numbers as packets.
// The accesses are those of the numbers, so nothing behind this has to know of the packets.

#include "ViewedArrays.h"

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace costate;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

namespace {

struct LaneOfView : public OpRewritePattern<cxx::ElementOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(cxx::ElementOp op, PatternRewriter &rewriter) const override {
    Type type = getPointee(op.getAddress());
    if (!cxx::isScalarType(type))
      return failure();
    uint64_t distance = 0;
    Value whole = op.getArray();
    while (auto field = whole.getDefiningOp<cxx::FieldOp>()) {
      auto record = cast<cxx::RecordType>(getPointee(field.getRecord()));
      if (!record.isComplete())
        return failure();
      distance += record.getFields()[field.getIndex()].offset;
      whole = field.getRecord();
    }
    auto view = whole.getDefiningOp<cxx::CastOp>();
    uint64_t size = cxx::getTypeSize(type);
    if (!view || getPointee(view.getSource()) != type || distance % size != 0)
      return failure();
    Value index = op.getIndex();
    if (distance != 0) {
      Value first = arith::ConstantOp::create(rewriter, op.getLoc(),
                                              rewriter.getI64IntegerAttr(distance / size));
      index = arith::AddIOp::create(rewriter, op.getLoc(), first, index,
                                    arith::IntegerOverflowFlags::nsw);
    }
    rewriter.replaceOpWithNewOp<cxx::OffsetOp>(op, op.getType(), view.getSource(), index);
    return success();
  }
};

} // namespace

void costate::populateViewedArrayPatterns(RewritePatternSet &patterns) {
  patterns.add<LaneOfView>(patterns.getContext());
}
