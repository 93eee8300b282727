// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The work list of requests, and the pass around it.

#include "costate/Derivative/Differentiate.h"
#include "costate/Derivative/Passes.h"

#include "Contributions.h"
#include "Modes.h"
#include "RuleCalls.h"
#include "Signature.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/Pass.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace costate;

static Value emitOne(OpBuilder &builder, Location location, Type type) {
  return arith::ConstantOp::create(builder, location, builder.getFloatAttr(type, 1.0));
}

/// Gradients and vector-Jacobian products.
static LogicalResult buildReverse(ad::RequestOp request, func::FuncOp primal,
                                  DerivativeFunction &made) {
  OpBuilder builder = OpBuilder::atBlockBegin(&made.function.front());
  SmallVector<Value> seeds(primal.getNumResults());
  SmallVector<int32_t> wrt = getInputs(request, primal);
  SmallVector<Value> adjoints(made.adjoints);
  if (returnsRecord(primal)) {
    wrt.insert(wrt.begin(), 0);
    adjoints.insert(adjoints.begin(), made.seed);
  } else if (request.getMode() == ad::Mode::Grad) {
    seeds.front() = emitOne(builder, request.getLoc(), primal.getResultTypes().front());
  } else if (made.seed) {
    seeds.front() = made.seed;
  }
  auto results = generateReverse({primal, wrt, adjoints, made.primals, seeds, request.getMayAlias(),
                                  /*seedsMemory=*/request.getMode() == ad::Mode::Vjp},
                                 builder);
  if (failed(results))
    return failure();
  func::ReturnOp::create(builder, request.getLoc(), *results);
  return success();
}

static LogicalResult buildForward(ad::RequestOp request, func::FuncOp primal,
                                  DerivativeFunction &made) {
  OpBuilder builder = OpBuilder::atBlockEnd(&made.function.front());
  SmallVector<int32_t> wrt = getInputs(request, primal);
  SmallVector<Value> tangents(made.tangents);
  if (returnsRecord(primal)) {
    wrt.insert(wrt.begin(), 0);
    tangents.insert(tangents.begin(), made.resultTangent);
  }
  auto results =
      generateForward({primal, wrt, tangents, made.primals, request.getMayAlias()}, builder);
  if (failed(results))
    return failure();
  func::ReturnOp::create(builder, request.getLoc(), *results);
  return success();
}

/// Hessian times vector: the reverse-mode derivative of the directional derivative, with respect to
/// the primal's arguments only. Needs no memory for the gradient itself.
static LogicalResult buildHessianVector(ad::RequestOp request, func::FuncOp primal,
                                        DerivativeFunction &made) {
  // The directional derivative as a function of its own, erased afterwards.
  OpBuilder builder(request);
  SmallVector<Type> types(primal.getArgumentTypes());
  for (Value tangent : made.tangents)
    types.push_back(tangent.getType());
  Type result = primal.getResultTypes().front();
  auto directional =
      func::FuncOp::create(builder, request.getLoc(), (request.getResult() + ".directional").str(),
                           builder.getFunctionType(types, {result, result}));
  for (unsigned i = 0; i < primal.getNumArguments(); ++i)
    directional.setArgAttrs(i, primal.getArgAttrDict(i));
  Block *entry = directional.addEntryBlock();
  SmallVector<Value> arguments(entry->getArguments());
  for (auto [argument, like] : llvm::zip(arguments, primal.getArguments()))
    argument.setLoc(like.getLoc());
  ArrayRef<Value> all = arguments;
  unsigned count = primal.getNumArguments();
  builder.setInsertionPointToStart(entry);
  auto tangents = generateForward(
      {primal, request.getWrt(), all.drop_front(count), all.take_front(count), /*mayAlias=*/true},
      builder);
  if (failed(tangents))
    return failure();
  func::ReturnOp::create(builder, request.getLoc(), *tangents);
  hoistStorage(directional);

  builder.setInsertionPointToStart(&made.function.front());
  SmallVector<Value> seeds = {Value(), emitOne(builder, request.getLoc(), result)};
  SmallVector<Value> primals(made.primals);
  primals.append(made.tangents);
  auto results = generateReverse(
      {directional, request.getWrt(), made.adjoints, primals, seeds, request.getMayAlias()},
      builder);
  directional.erase();
  if (failed(results))
    return failure();
  func::ReturnOp::create(builder, request.getLoc());
  return success();
}

/// What no mode can express at the boundary yet.
static LogicalResult checkBoundary(ad::RequestOp request, func::FuncOp primal) {
  bool needsNumber = request.getMode() == ad::Mode::Grad || request.getMode() == ad::Mode::Hvp;
  if (needsNumber && returnsRecord(primal))
    return emitRefusal(primal.getLoc(), "no-scalar-result",
                       "a gradient needs a function that returns a number; ask for the vjp or jvp "
                       "of one that returns a class");
  if (llvm::any_of(primal.getResultTypes(), [](Type type) { return isa<cxx::PtrType>(type); }))
    return emitRefusal(primal.getLoc(), "unsupported-pointer-result",
                       "cannot differentiate a function that returns a pointer or reference");
  return success();
}

static LogicalResult processRequest(ad::RequestOp request) {
  auto primal =
      SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(request, request.getPrimalAttr());
  if (failed(checkBoundary(request, primal)))
    return failure();
  DerivativeFunction made = createDerivativeFunction(request, primal);
  switch (request.getMode()) {
  case ad::Mode::Grad:
  case ad::Mode::Vjp:
    return buildReverse(request, primal, made);
  case ad::Mode::Jvp:
    return buildForward(request, primal, made);
  case ad::Mode::Hvp:
    return buildHessianVector(request, primal, made);
  }
  return failure();
}

/// All requests, so that everything that is refused is reported at once; a function that was
/// refused in one mode is left alone in the others, which would say the same.
static LogicalResult processRequests(ModuleOp module) {
  llvm::StringSet<> refused;
  for (auto request : llvm::make_early_inc_range(module.getOps<ad::RequestOp>())) {
    if (refused.contains(request.getPrimal()))
      continue;
    // What an earlier request made can be verified only now.
    bool isMade = succeeded(verify(request)) && succeeded(processRequest(request));
    auto made = module.lookupSymbol<func::FuncOp>(request.getResult());
    if (isMade) {
      hoistStorage(made);
      request.erase();
      continue;
    }
    refused.insert(request.getPrimal());
    refused.insert(request.getResult());
    if (made)
      made.erase();
  }
  return success(refused.empty());
}

LogicalResult costate::generateDerivatives(ModuleOp module) {
  if (failed(processRequests(module)) || failed(lowerRuleCalls(module)))
    return failure();
  module.walk([](ad::StopGradientOp stop) {
    stop.replaceAllUsesWith(stop.getValue());
    stop.erase();
  });
  lowerStrongZeros(module);
  return verify(module);
}

namespace {
struct DifferentiatePass : public PassWrapper<DifferentiatePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(DifferentiatePass)

  StringRef getArgument() const final { return "ad-differentiate"; }
  StringRef getDescription() const final {
    return "Turn every ad.request into a derivative function";
  }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<ad::ADDialect, cxx::CxxDialect, arith::ArithDialect, scf::SCFDialect,
                    ub::UBDialect>();
  }
  void runOnOperation() final {
    if (failed(generateDerivatives(getOperation())))
      signalPassFailure();
  }
};
} // namespace

void costate::registerDerivativePasses() {
  PassRegistration<DifferentiatePass>();
  registerPass(createSimplifyAdjointsPass);
  registerPass(createCheckTapesPass);
}
