// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Intrinsics pass four numbers of 32 bits as two integers of 64 bits, work on these bit by bit and
// take them apart again. Each part can be had without the whole: then it is the bits of one number,
// which BitIdioms.cpp and ExponentBits.cpp understand.

#include "IntegerParts.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace {

/// The bits [offset, offset + width) of integers.
class PartFinder {
public:
  PartFinder(PatternRewriter &rewriter, Location location, unsigned width)
      : rewriter(rewriter), location(location), width(width), type(rewriter.getIntegerType(width)) {
  }

  /// Whether `build` succeeds.
  bool canBuild(Value whole, unsigned offset) {
    auto [entry, isNew] = known.try_emplace({whole, offset}, false);
    if (!isNew)
      return entry->second;
    bool result = visit(whole, offset, [&](Operation *, ArrayRef<Source> sources) {
      return llvm::all_of(sources,
                          [&](Source source) { return canBuild(source.whole, source.offset); });
    });
    known[{whole, offset}] = result;
    return result;
  }

  Value build(Value whole, unsigned offset) {
    auto [entry, isNew] = built.try_emplace({whole, offset});
    if (!isNew)
      return entry->second;
    Value result;
    visit(whole, offset, [&](Operation *op, ArrayRef<Source> sources) {
      SmallVector<Value> parts;
      for (Source source : sources)
        parts.push_back(build(source.whole, source.offset));
      result = combine(op, whole, offset, parts);
      return true;
    });
    built[{whole, offset}] = result;
    return result;
  }

private:
  struct Source {
    Value whole;
    unsigned offset;
  };
  using Visitor = llvm::function_ref<bool(Operation *, ArrayRef<Source>)>;

  /// Tells the visitor which parts of the operands the part is made of; none: it is a constant, a
  /// mask or the whole.
  bool visit(Value whole, unsigned offset, Visitor visitor) {
    unsigned total = whole.getType().getIntOrFloatBitWidth();
    Operation *op = whole.getDefiningOp();
    if (total == width)
      return visitor(nullptr, {});
    if (!op)
      return false;
    APInt amount;
    auto hasAmount = [&] {
      return matchPattern(op->getOperand(1), m_ConstantInt(&amount)) && amount.ult(total);
    };
    if (isa<arith::ConstantOp>(op))
      return visitor(op, {});
    if (isa<arith::AndIOp, arith::OrIOp, arith::XOrIOp>(op))
      return visitor(op, {{op->getOperand(0), offset}, {op->getOperand(1), offset}});
    if (auto select = dyn_cast<arith::SelectOp>(op))
      return visitor(op, {{select.getTrueValue(), offset}, {select.getFalseValue(), offset}});
    if (auto extension = dyn_cast<arith::ExtUIOp>(op)) {
      unsigned filled = extension.getIn().getType().getIntOrFloatBitWidth();
      if (offset >= filled)
        return visitor(op, {});
      return offset + width <= filled && visitor(op, {{extension.getIn(), offset}});
    }
    if (auto extension = dyn_cast<arith::ExtSIOp>(op))
      return extension.getIn().getType().isInteger(1) && visitor(op, {});
    if (isa<arith::ShLIOp>(op) && hasAmount()) {
      unsigned distance = amount.getZExtValue();
      if (offset >= distance)
        return visitor(op, {{op->getOperand(0), offset - distance}});
      return offset + width <= distance && visitor(op, {});
    }
    if (isa<arith::ShRUIOp>(op) && hasAmount()) {
      unsigned moved = offset + amount.getZExtValue();
      if (moved >= total)
        return visitor(op, {});
      return moved + width <= total && visitor(op, {{op->getOperand(0), moved}});
    }
    return false;
  }

  Value combine(Operation *op, Value whole, unsigned offset, ArrayRef<Value> parts) {
    if (!op)
      return whole;
    APInt constant;
    if (matchPattern(whole, m_ConstantInt(&constant)))
      return createConstant(constant.extractBits(width, offset));
    if (auto mask = dyn_cast<arith::ExtSIOp>(op)) {
      if (width == 1)
        return mask.getIn();
      return arith::ExtSIOp::create(rewriter, location, type, mask.getIn());
    }
    if (auto select = dyn_cast<arith::SelectOp>(op))
      return arith::SelectOp::create(rewriter, location, select.getCondition(), parts[0], parts[1]);
    if (isa<arith::AndIOp>(op))
      return arith::AndIOp::create(rewriter, location, parts[0], parts[1]);
    if (isa<arith::OrIOp>(op))
      return arith::OrIOp::create(rewriter, location, parts[0], parts[1]);
    if (isa<arith::XOrIOp>(op))
      return arith::XOrIOp::create(rewriter, location, parts[0], parts[1]);
    return parts.empty() ? createConstant(APInt::getZero(width)) : parts.front();
  }

  Value createConstant(const APInt &value) {
    return arith::ConstantOp::create(rewriter, location, rewriter.getIntegerAttr(type, value));
  }

  PatternRewriter &rewriter;
  Location location;
  unsigned width;
  Type type;
  llvm::DenseMap<std::pair<Value, unsigned>, bool> known;
  llvm::DenseMap<std::pair<Value, unsigned>, Value> built;
};

/// A part that is cut out of a whole, by bits that the whole got from something as wide.
struct CutPart : public OpRewritePattern<arith::TruncIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::TruncIOp op, PatternRewriter &rewriter) const override {
    if (!isa<IntegerType>(op.getType()))
      return failure();
    PartFinder finder(rewriter, op.getLoc(), op.getType().getIntOrFloatBitWidth());
    if (!finder.canBuild(op.getIn(), 0))
      return failure();
    rewriter.replaceOp(op, finder.build(op.getIn(), 0));
    return success();
  }
};

/// Both halves of a whole, put together again.
struct JoinedHalves : public OpRewritePattern<arith::OrIOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(arith::OrIOp op, PatternRewriter &rewriter) const override {
    if (!isa<IntegerType>(op.getType()))
      return failure();
    for (auto [low, high] :
         {std::pair(op.getLhs(), op.getRhs()), std::pair(op.getRhs(), op.getLhs())}) {
      auto moved = high.getDefiningOp<arith::ShLIOp>();
      Value first = getHalf(low), second = moved ? getHalf(moved.getLhs()) : Value();
      auto shifted = second ? second.getDefiningOp<arith::ShRUIOp>() : arith::ShRUIOp();
      if (!first || !shifted || shifted.getLhs() != first || first.getType() != op.getType())
        continue;
      unsigned half = op.getType().getIntOrFloatBitWidth() / 2;
      if (!isConstant(moved.getRhs(), half) || !isConstant(shifted.getRhs(), half))
        continue;
      rewriter.replaceOp(op, first);
      return success();
    }
    return failure();
  }

private:
  /// The integer whose lower half is extended.
  static Value getHalf(Value extended) {
    auto extension = extended.getDefiningOp<arith::ExtUIOp>();
    auto part = extension ? extension.getIn().getDefiningOp<arith::TruncIOp>() : arith::TruncIOp();
    unsigned width = extended.getType().getIntOrFloatBitWidth();
    bool isHalf = part && part.getType().getIntOrFloatBitWidth() * 2 == width &&
                  part.getIn().getType() == extended.getType();
    return isHalf ? part.getIn() : Value();
  }
  static bool isConstant(Value value, uint64_t expected) {
    APInt constant;
    return matchPattern(value, m_ConstantInt(&constant)) && constant == expected;
  }
};

} // namespace

void costate::populateIntegerPartPatterns(RewritePatternSet &patterns) {
  patterns.add<CutPart, JoinedHalves>(patterns.getContext());
}
