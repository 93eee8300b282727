// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mathematics as clang emits it: calls of the C library where C++ calls it, intrinsics where clang
// uses them (square root, rounding, fused multiply-add, minimum and maximum). No approximations.

#include "LoweringPatterns.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace costate;

namespace {

/// The flags of the operation in LLVM's terms.
LLVM::FastmathFlags getFastmathFlags(Operation *op) {
  auto interface = dyn_cast<arith::ArithFastMathInterface>(op);
  if (!interface)
    return LLVM::FastmathFlags::none;
  arith::FastMathFlags flags = interface.getFastMathFlagsAttr().getValue();
  // Both enumerations list the same seven flags, in different order.
  static constexpr std::pair<arith::FastMathFlags, LLVM::FastmathFlags> pairs[] = {
      {arith::FastMathFlags::nnan, LLVM::FastmathFlags::nnan},
      {arith::FastMathFlags::ninf, LLVM::FastmathFlags::ninf},
      {arith::FastMathFlags::nsz, LLVM::FastmathFlags::nsz},
      {arith::FastMathFlags::arcp, LLVM::FastmathFlags::arcp},
      {arith::FastMathFlags::contract, LLVM::FastmathFlags::contract},
      {arith::FastMathFlags::afn, LLVM::FastmathFlags::afn},
      {arith::FastMathFlags::reassoc, LLVM::FastmathFlags::reassoc}};
  LLVM::FastmathFlags result = LLVM::FastmathFlags::none;
  for (auto [from, to] : pairs)
    if (arith::bitEnumContainsAll(flags, from))
      result = result | to;
  return result;
}

/// sin(double) → "sin", sin(float) → "sinf"; "" for types that have no such function here.
std::string getLibraryName(StringRef name, Type type) {
  if (type.isF64())
    return name.str();
  if (type.isF32())
    return (name + "f").str();
  if (type.isF80())
    return (name + "l").str();
  return "";
}

/// A call of the C library's function of the operands' type.
template <typename SourceOp> struct LibraryCallLowering : public ConvertOpToLLVMPattern<SourceOp> {
  LibraryCallLowering(const LLVMTypeConverter &converter, StringRef name)
      : ConvertOpToLLVMPattern<SourceOp>(converter, /*benefit=*/10), name(name) {}

  LogicalResult matchAndRewrite(SourceOp op, typename SourceOp::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type type = op->getResult(0).getType();
    std::string callee = getLibraryName(name, type);
    if (callee.empty())
      return rewriter.notifyMatchFailure(op, "no library function for this type");
    SmallVector<Type> parameters(adaptor.getOperands().size(), type);
    LLVM::LLVMFuncOp function =
        declareFunction(rewriter, op, callee, LLVM::LLVMFunctionType::get(type, parameters),
                        FunctionKind::PureMath);
    if (!function)
      return failure();
    auto call = LLVM::CallOp::create(rewriter, op.getLoc(), function, adaptor.getOperands());
    call.setFastmathFlags(getFastmathFlags(op));
    // On the call as well: in clang's module the declaration may be clang's own and know less.
    call.setNoUnwind(true);
    call.setWillReturn(true);
    call.setMemoryEffectsAttr(function.getMemoryEffectsAttr());
    rewriter.replaceOp(op, call.getResults());
    return success();
  }

  StringRef name;
};

/// An LLVM intrinsic with the same operands.
template <typename SourceOp, typename TargetOp>
struct IntrinsicLowering : public ConvertOpToLLVMPattern<SourceOp> {
  explicit IntrinsicLowering(const LLVMTypeConverter &converter)
      : ConvertOpToLLVMPattern<SourceOp>(converter, /*benefit=*/10) {}

  LogicalResult matchAndRewrite(SourceOp op, typename SourceOp::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    auto target =
        TargetOp::create(rewriter, op.getLoc(), op->getResult(0).getType(), adaptor.getOperands());
    target.setFastmathFlags(getFastmathFlags(op));
    rewriter.replaceOp(op, target->getResults());
    return success();
  }
};

/// a * b ± c in clang's form: the subtracted operand is negated first.
struct MulAddLowering : public ConvertOpToLLVMPattern<cxx::MulAddOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::MulAddOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Value a = adaptor.getA(), c = adaptor.getC();
    if (op.getNegate())
      a = LLVM::FNegOp::create(rewriter, op.getLoc(), a);
    if (op.getSubtract())
      c = LLVM::FNegOp::create(rewriter, op.getLoc(), c);
    rewriter.replaceOpWithNewOp<LLVM::FMulAddOp>(op, op.getType(), a, adaptor.getB(), c);
    return success();
  }
};

/// An instruction on the first lane of a vector.
template <typename SourceOp> struct FirstLaneLowering : public ConvertOpToLLVMPattern<SourceOp> {
  FirstLaneLowering(const LLVMTypeConverter &converter, StringRef intrinsic)
      : ConvertOpToLLVMPattern<SourceOp>(converter), intrinsic(intrinsic) {}

  LogicalResult matchAndRewrite(SourceOp op, typename SourceOp::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    Type vector = VectorType::get({4}, op.getType());
    Value first = LLVM::ConstantOp::create(rewriter, location, rewriter.getI32IntegerAttr(0));
    Value lanes = LLVM::PoisonOp::create(rewriter, location, vector);
    lanes = LLVM::InsertElementOp::create(rewriter, location, lanes, adaptor.getX(), first);
    auto call = LLVM::CallIntrinsicOp::create(rewriter, location, vector,
                                              rewriter.getStringAttr(intrinsic), lanes);
    rewriter.replaceOpWithNewOp<LLVM::ExtractElementOp>(op, call.getResults(), first);
    return success();
  }

  StringRef intrinsic;
};

template <typename SourceOp>
void addCall(LLVMTypeConverter &converter, RewritePatternSet &patterns, StringRef name) {
  patterns.add<LibraryCallLowering<SourceOp>>(converter, name);
}

} // namespace

static void populateLibraryCalls(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  addCall<math::SinOp>(converter, patterns, "sin");
  addCall<math::CosOp>(converter, patterns, "cos");
  addCall<math::TanOp>(converter, patterns, "tan");
  addCall<math::AsinOp>(converter, patterns, "asin");
  addCall<math::AcosOp>(converter, patterns, "acos");
  addCall<math::AtanOp>(converter, patterns, "atan");
  addCall<math::Atan2Op>(converter, patterns, "atan2");
  addCall<math::SinhOp>(converter, patterns, "sinh");
  addCall<math::CoshOp>(converter, patterns, "cosh");
  addCall<math::TanhOp>(converter, patterns, "tanh");
  addCall<math::AsinhOp>(converter, patterns, "asinh");
  addCall<math::AcoshOp>(converter, patterns, "acosh");
  addCall<math::AtanhOp>(converter, patterns, "atanh");
  addCall<math::ExpOp>(converter, patterns, "exp");
  addCall<math::Exp2Op>(converter, patterns, "exp2");
  addCall<math::ExpM1Op>(converter, patterns, "expm1");
  addCall<math::LogOp>(converter, patterns, "log");
  addCall<math::Log2Op>(converter, patterns, "log2");
  addCall<math::Log10Op>(converter, patterns, "log10");
  addCall<math::Log1pOp>(converter, patterns, "log1p");
  addCall<math::PowFOp>(converter, patterns, "pow");
  addCall<math::CbrtOp>(converter, patterns, "cbrt");
  addCall<math::ErfOp>(converter, patterns, "erf");
  addCall<math::ErfcOp>(converter, patterns, "erfc");
  addCall<arith::RemFOp>(converter, patterns, "fmod");
  addCall<cxx::TgammaOp>(converter, patterns, "tgamma");
  addCall<cxx::LgammaOp>(converter, patterns, "lgamma");
  addCall<cxx::Exp10Op>(converter, patterns, "exp10");
  addCall<cxx::HypotOp>(converter, patterns, "hypot");
  addCall<cxx::RemainderOp>(converter, patterns, "remainder");
  addCall<cxx::FdimOp>(converter, patterns, "fdim");
}

static void populateIntrinsics(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<IntrinsicLowering<math::SqrtOp, LLVM::SqrtOp>,
               IntrinsicLowering<math::FloorOp, LLVM::FFloorOp>,
               IntrinsicLowering<math::CeilOp, LLVM::FCeilOp>,
               IntrinsicLowering<math::TruncOp, LLVM::FTruncOp>,
               IntrinsicLowering<math::RoundOp, LLVM::RoundOp>,
               IntrinsicLowering<math::RoundEvenOp, LLVM::RoundEvenOp>,
               IntrinsicLowering<math::AbsFOp, LLVM::FAbsOp>,
               IntrinsicLowering<math::CopySignOp, LLVM::CopySignOp>,
               IntrinsicLowering<math::FmaOp, LLVM::FMAOp>,
               IntrinsicLowering<cxx::RintOp, LLVM::RintOp>,
               IntrinsicLowering<cxx::NearbyintOp, LLVM::NearbyintOp>,
               IntrinsicLowering<cxx::FminOp, LLVM::MinNumOp>,
               IntrinsicLowering<cxx::FmaxOp, LLVM::MaxNumOp>>(converter);
}

void costate::populateMathPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  populateLibraryCalls(converter, patterns);
  populateIntrinsics(converter, patterns);
  patterns.add<MulAddLowering>(converter);
  patterns.add<FirstLaneLowering<cxx::RsqrtEstimateOp>>(converter, "llvm.x86.sse.rsqrt.ss");
  patterns.add<FirstLaneLowering<cxx::RcpEstimateOp>>(converter, "llvm.x86.sse.rcp.ss");
}
