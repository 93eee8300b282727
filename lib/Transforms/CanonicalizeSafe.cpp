// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Canonicalization that keeps every value: upstream's patterns less those that are wrong or that
// round differently. Values of float operations are folded as the primal would compute them.

#include "BitIdioms.h"
#include "ImpliedConditions.h"
#include "IntegerParts.h"
#include "KnownMultiples.h"
#include "NullPointers.h"
#include "ViewedArrays.h"

#include "costate/Transforms/Passes.h"

#include "mlir/IR/PatternMatch.h"
#include "mlir/Rewrite/FrozenRewritePatternSet.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir/Transforms/RegionUtils.h"

namespace costate {
#define GEN_PASS_DEF_CANONICALIZESAFE
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;

namespace {

/// Names (ends of debug names) of upstream patterns that must not run.
constexpr llvm::StringLiteral excludedPatterns[] = {
    // Wrong where an operand of scf.condition occurs twice (fixed after LLVM 22).
    "::WhileMoveIfDown",
    // truncf(sitofp x to f64) to f32 rounds twice, sitofp x to f32 once.
    "::TruncFSIToFPToSIToFP",
    "::TruncFUIToFPToUIToFP",
};

constexpr unsigned maxRounds = 30;

bool isExcluded(const RewritePattern &pattern) {
  return llvm::any_of(excludedPatterns,
                      [&](llvm::StringRef name) { return pattern.getDebugName().ends_with(name); });
}

class CanonicalizeSafe : public costate::impl::CanonicalizeSafeBase<CanonicalizeSafe> {
public:
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet all(context);
    for (Dialect *dialect : context->getLoadedDialects())
      dialect->getCanonicalizationPatterns(all);
    for (RegisteredOperationName op : context->getRegisteredOperations())
      op.getCanonicalizationPatterns(all, context);
    llvm::erase_if(all.getNativePatterns(), [](const std::unique_ptr<RewritePattern> &pattern) {
      return isExcluded(*pattern);
    });
    costate::populateBitIdiomPatterns(all);
    costate::populateIntegerPartPatterns(all);
    costate::populateImpliedConditionPatterns(all);
    costate::populateKnownMultiplePatterns(all);
    costate::populateNullPointerPatterns(all);
    costate::populateViewedArrayPatterns(all);
    patterns = FrozenRewritePatternSet(std::move(all));
    return success();
  }

  void runOnOperation() override {
    // Regions are simplified between runs of the patterns, not after each of their iterations: that
    // takes as long as the patterns.
    GreedyRewriteConfig config;
    config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled).setMaxIterations(30);
    IRRewriter rewriter(&getContext());
    for (unsigned round = 0; round < maxRounds; ++round) {
      // Not reaching the fixpoint is no error: every intermediate state is correct.
      (void)applyPatternsGreedily(getOperation(), patterns, config);
      if (failed(simplifyRegions(rewriter, getOperation()->getRegions(), /*mergeBlocks=*/false)))
        return;
    }
  }

private:
  FrozenRewritePatternSet patterns;
};

} // namespace
