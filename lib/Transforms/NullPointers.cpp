// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Null converts to null and is released by doing nothing: containers release what they held before
// they held anything.

#include "NullPointers.h"

#include "costate/Dialect/Cxx/Cxx.h"

using namespace mlir;
using namespace costate;

namespace {

struct NullConverted : public OpRewritePattern<cxx::CastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(cxx::CastOp op, PatternRewriter &rewriter) const override {
    if (!op.getSource().getDefiningOp<cxx::NullOp>())
      return failure();
    rewriter.replaceOpWithNewOp<cxx::NullOp>(op, op.getType());
    return success();
  }
};

struct NullReleased : public OpRewritePattern<cxx::DeallocOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(cxx::DeallocOp op, PatternRewriter &rewriter) const override {
    if (!op.getAddress().getDefiningOp<cxx::NullOp>())
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void costate::populateNullPointerPatterns(RewritePatternSet &patterns) {
  patterns.add<NullConverted, NullReleased>(patterns.getContext());
}
