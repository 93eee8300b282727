// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inlines every call, bottom-up over the call graph, before control flow is lifted. A function that
// a cycle of calls returns to stays a function, and so do the calls of it; the rest of the cycle is
// inlined into it. The upstream inliner is not used: it keeps calls silently where it cannot
// inline.

#include "IndirectCalls.h"
#include "ResolveExceptions.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Demangle/Demangle.h"

namespace costate {
#define GEN_PASS_DEF_INLINEALL
#include "costate/Transforms/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

/// The function's name for users: the qualified name in the source, else the demangled symbol.
std::string spellName(func::FuncOp function) {
  if (auto name = function->getAttrOfType<StringAttr>(cxx::attr::qualifiedName))
    return name.str();
  return llvm::demangle(function.getSymName().str());
}

/// Call through a pointer, unit: a handler in the caller waits for exceptions of the callee.
constexpr llvm::StringLiteral guardedCall = "cxx.guarded_call";

/// Whether a chain of clean-ups ends at handlers.
bool reachesHandler(Block *unwind) {
  SmallVector<Block *> work = {unwind};
  llvm::SmallPtrSet<Block *, 8> seen;
  while (!work.empty()) {
    Block *block = work.pop_back_val();
    if (!seen.insert(block).second)
      continue;
    if (isa<cxx::DispatchOp>(block->getTerminator()))
      return true;
    llvm::append_range(work, block->getSuccessors());
  }
  return false;
}

/// Locals times operations of functions that are left as they are until all is inlined.
constexpr int64_t promotionThreshold = 1 << 14;

/// Copies the body of `callee` to the place of `call`, which it erases.
class CallInliner {
public:
  CallInliner(func::FuncOp caller, func::CallOp call, func::FuncOp callee)
      : caller(caller), call(call), callee(callee) {}

  LogicalResult run() {
    mapping.map(callee.getArguments(), call.getOperands());
    if (callee.getBody().hasOneBlock()) {
      inlineSingleBlock();
      return success();
    }
    if (call->getParentRegion() != &caller.getBody())
      return call.emitError(
          "internal: call of a function with branches inside a structured region");
    inlineBlocks();
    return success();
  }

private:
public:
  /// The operations that resolving exceptions looks at.
  SmallVector<Operation *> throwing;

private:
  void inlineSingleBlock() {
    OpBuilder builder(call);
    for (Operation &op : callee.getBody().front().without_terminator())
      adopt(builder.clone(op, mapping));
    Operation *terminator = callee.getBody().front().getTerminator();
    for (auto [result, value] : llvm::zip_equal(call.getResults(), terminator->getOperands()))
      result.replaceAllUsesWith(mapping.lookupOrDefault(value));
    call.erase();
  }

  void inlineBlocks() {
    Block *before = call->getBlock();
    Block *after = before->splitBlock(call->getIterator());
    for (OpResult result : call.getResults())
      result.replaceAllUsesWith(after->addArgument(result.getType(), call.getLoc()));

    Region &region = caller.getBody();
    callee.getBody().cloneInto(&region, after->getIterator(), mapping);
    Block *entry = mapping.lookup(&callee.getBody().front());
    for (Block &block : llvm::make_range(entry->getIterator(), after->getIterator())) {
      for (BlockArgument argument : block.getArguments())
        argument.setLoc(CallSiteLoc::get(argument.getLoc(), call.getLoc()));
      for (Operation &op : llvm::make_early_inc_range(block))
        adopt(&op);
      replaceReturn(block.getTerminator(), after);
    }
    before->getOperations().splice(before->end(), entry->getOperations());
    entry->erase();
    call.erase();
  }

  static void replaceReturn(Operation *terminator, Block *target) {
    auto ret = dyn_cast<func::ReturnOp>(terminator);
    if (!ret)
      return;
    OpBuilder builder(ret);
    cf::BranchOp::create(builder, ret.getLoc(), target, ret.getOperands());
    ret.erase();
  }

  /// Gives a cloned operation (and what is nested in it) its new location and moves storage to the
  /// caller's entry, so that a call in a loop does not grow the stack.
  void adopt(Operation *op) {
    op->walk([&](Operation *nested) {
      if (isa<func::CallOp>(nested))
        inheritPassages(call, nested);
      nested->setLoc(CallSiteLoc::get(nested->getLoc(), call.getLoc()));
      for (Region &region : nested->getRegions())
        for (BlockArgument argument : region.getArguments())
          argument.setLoc(CallSiteLoc::get(argument.getLoc(), call.getLoc()));
      if (auto storage = dyn_cast<cxx::AllocaOp>(nested))
        hoist(storage);
      if (isa<cxx::RaiseOp, cxx::InactiveCallOp>(nested))
        throwing.push_back(nested);
    });
  }

  void hoist(cxx::AllocaOp storage) {
    // Storage that has to be zero whenever the callee starts is cleared at the call, not once.
    if (storage.getZeroed()) {
      OpBuilder builder(storage);
      builder.setInsertionPointAfter(storage);
      Value one =
          arith::ConstantOp::create(builder, storage.getLoc(), builder.getI64IntegerAttr(1));
      cxx::FillOp::create(builder, storage.getLoc(), storage.getAddress(), one, /*byte=*/0);
      storage.setZeroed(false);
    }
    Block &entry = caller.getBody().front();
    storage->moveBefore(&entry, entry.begin());
  }

  func::FuncOp caller;
  func::CallOp call;
  func::FuncOp callee;
  IRMapping mapping;
};

/// Walks the call graph of a module from the functions that stay.
class ModuleInliner {
public:
  using RunPipeline = llvm::function_ref<LogicalResult(OpPassManager &, Operation *)>;

  ModuleInliner(ModuleOp module, RunPipeline runOnFunction)
      : module(module), runOnFunction(runOnFunction), resolver(module, recursive) {
    for (auto request : module.getOps<ad::RequestOp>())
      requested.insert(request.getPrimal());
    module.walk([&](ad::RuleCallOp call) {
      for (std::optional<StringRef> name :
           {call.getPrimal(), call.getJvp(), call.getVjp(), call.getAugmented()})
        if (name)
          requested.insert(*name);
    });
  }

  LogicalResult run() {
    SmallVector<func::FuncOp> kept;
    for (auto function : module.getOps<func::FuncOp>())
      if (isRoot(function))
        kept.push_back(function);
    // Resolving calls shows more functions that cannot be inlined.
    llvm::DenseSet<func::FuncOp> seen;
    while (!kept.empty()) {
      for (func::FuncOp function : kept)
        if (seen.insert(function).second &&
            (failed(processFunction(function)) || failed(resolveIndirectCalls(function))))
          return failure();
      kept.clear();
      for (func::FuncOp function : recursive)
        if (!seen.contains(function))
          kept.push_back(function);
    }
    if (failed(checkGuarded()))
      return failure();
    eraseUnneeded();
    return success();
  }

  /// Whose callee is known when locals have become values is called directly; a choice at run time
  /// is made for the others. Either may uncover more.
  LogicalResult resolveIndirectCalls(func::FuncOp function) {
    while (!resolver.collect(function).empty()) {
      OpPassManager promotion(func::FuncOp::getOperationName());
      promotion.addPass(createPromoteMemory());
      if (failed(runOnFunction(promotion, function)))
        return failure();
      FailureOr<bool> resolved = resolver.resolveKnown(function);
      if (failed(resolved) || (!*resolved && failed(resolver.resolveUnknown(function))))
        return failure();
      state.erase(function);
      if (failed(processFunction(function)))
        return failure();
    }
    return success();
  }

private:
  enum class State { Active, Done };

  bool isRoot(func::FuncOp function) const {
    return !function.isExternal() &&
           (requested.contains(function.getSymName()) || !function.isPrivate() ||
            function->hasAttr(cxx::attr::derivative));
  }

  /// Inlines all calls in `function`, after those in its callees.
  LogicalResult processFunction(func::FuncOp function) {
    if (state.contains(function))
      return success();
    state[function] = State::Active;
    SmallVector<func::CallOp> calls;
    SmallVector<cxx::InvokeOp> invokes;
    ExceptionResolver exceptions(function);
    auto walk = function.walk([&](Operation *op) {
      if (auto invoke = dyn_cast<cxx::InvokeOp>(op))
        invokes.push_back(invoke);
      if (auto call = dyn_cast<func::CallOp>(op))
        calls.push_back(call);
      if (!isa<func::CallIndirectOp>(op))
        return WalkResult::advance();
      emitRefusal(op->getLoc(), "unsupported-call", "call through a function pointer");
      return WalkResult::interrupt();
    });
    if (walk.wasInterrupted())
      return failure();
    // Plain calls first: those in clean-ups are inlined once, before clean-ups are copied.
    for (func::CallOp call : calls)
      if (failed(processCall(function, call, exceptions, nullptr)))
        return failure();
    for (cxx::InvokeOp invoke : invokes) {
      Block *unwind = nullptr;
      func::CallOp call = splitInvoke(invoke, unwind);
      if (failed(processCall(function, call, exceptions, unwind)))
        return failure();
    }
    auto processDestructor = [&](func::CallOp call) {
      return processCall(function, call, exceptions, nullptr);
    };
    if (failed(exceptions.finish(processDestructor)) || failed(simplify(function)))
      return failure();
    state[function] = State::Done;
    return success();
  }

  /// What is copied into several callers is promoted once, while it is small: the effort of
  /// promotion grows with the number of locals times the size of the function.
  LogicalResult simplify(func::FuncOp function) {
    if (isRoot(function))
      return success();
    int64_t locals = 0, operations = 0;
    function.walk([&](Operation *op) {
      ++operations;
      locals += isa<cxx::AllocaOp>(op);
    });
    if (locals * operations < promotionThreshold)
      return success();
    OpPassManager promotion(func::FuncOp::getOperationName());
    promotion.addPass(createPromoteMemory());
    return runOnFunction(promotion, function);
  }

  /// Whether the function, or one that it still calls, throws.
  bool mayThrow(func::FuncOp function, llvm::DenseSet<Operation *> &visited) {
    if (!visited.insert(function).second)
      return false;
    return function
        .walk([&](Operation *op) {
          auto call = dyn_cast<func::CallOp>(op);
          auto callee = call ? module.lookupSymbol<func::FuncOp>(call.getCallee()) : func::FuncOp();
          return isa<cxx::RaiseOp>(op) || (callee && mayThrow(callee, visited))
                     ? WalkResult::interrupt()
                     : WalkResult::advance();
        })
        .wasInterrupted();
  }

  /// A recursive function stays a function: what it throws cannot become a jump in its caller.
  LogicalResult checkGuarded() {
    for (auto [location, callee] : guarded) {
      llvm::DenseSet<Operation *> visited;
      if (mayThrow(callee, visited))
        return emitRefusal(location, "unsupported-recursive-exception",
                           "the recursive function '" + spellName(callee) +
                               "' may throw an exception to a handler, or past objects with "
                               "destructors, in the differentiated code");
    }
    return success();
  }

  /// `unwind`: where exceptions of the callee go in the caller; null: through it.
  LogicalResult processCall(func::FuncOp caller, func::CallOp call, ExceptionResolver &exceptions,
                            Block *unwind) {
    auto callee = module.lookupSymbol<func::FuncOp>(call.getCallee());
    if (callee && isIndirectCallee(callee)) {
      if (unwind && reachesHandler(unwind))
        call->setAttr(guardedCall, UnitAttr::get(call.getContext()));
      return success();
    }
    if (callee)
      if (auto refusal = callee->getAttrOfType<StringAttr>(cxx::attr::refusal))
        return emitRefusal(call.getLoc(), "unsupported-callee",
                           "this call reaches '" + spellName(callee) +
                               "', which cannot be differentiated: " + refusal.getValue());
    if (!callee || callee.isExternal()) {
      std::string name = callee ? spellName(callee) : llvm::demangle(call.getCallee().str());
      return emitRefusal(call.getLoc(), "unsupported-call",
                         "call to '" + name + "', whose definition is not visible");
    }
    // A call back to a function whose calls are being inlined closes a cycle: every cycle has one.
    auto found = state.find(callee);
    if (found != state.end() && found->second == State::Active)
      recursive.insert(callee);
    else if (failed(processFunction(callee)))
      return failure();
    if (recursive.contains(callee)) {
      if (unwind || call->hasAttr(guardedCall))
        guarded.push_back({call.getLoc(), callee});
      return success();
    }
    bool isGuarded = call->hasAttr(guardedCall);
    Location location = call.getLoc();
    CallInliner inliner(caller, call, callee);
    if (failed(inliner.run()))
      return failure();
    if (isGuarded && !inliner.throwing.empty())
      return emitRefusal(location, "unsupported-exception",
                         "'" + spellName(callee) +
                             "' may throw an exception to a handler through a virtual call or a "
                             "pointer to a function");
    return unwind ? exceptions.resolve(inliner.throwing, unwind) : success();
  }

  /// Erases the private functions that nothing needs any more: no operation outside of them names
  /// them (a call that is left, a rule, an address), directly or through other private functions.
  void eraseUnneeded() {
    llvm::DenseSet<Operation *> unneeded;
    for (auto function : module.getOps<func::FuncOp>())
      if (!isRoot(function) && function.isPrivate())
        unneeded.insert(function);
    SmallVector<Operation *> needed;
    for (Operation &op : module.getOps())
      if (!unneeded.contains(&op))
        needed.push_back(&op);
    auto need = [&](SymbolRefAttr name) {
      Operation *named = module.lookupSymbol(name.getRootReference());
      if (named && unneeded.erase(named))
        needed.push_back(named);
    };
    while (!needed.empty())
      needed.pop_back_val()->walk([&](Operation *op) { op->getAttrDictionary().walk(need); });
    for (Operation *op : unneeded)
      op->erase();
  }

  ModuleOp module;
  RunPipeline runOnFunction;
  IndirectCallResolver resolver;
  llvm::StringSet<> requested;
  llvm::DenseMap<func::FuncOp, State> state;
  /// Functions that a cycle of calls returns to: these are not inlined.
  RecursiveFunctions recursive;
  /// Calls of recursive functions that handlers or clean-ups surround.
  SmallVector<std::pair<Location, func::FuncOp>> guarded;
};

class InlineAll : public costate::impl::InlineAllBase<InlineAll> {
public:
  void runOnOperation() override {
    auto runOnFunction = [&](OpPassManager &manager, Operation *function) {
      return runPipeline(manager, function);
    };
    if (failed(ModuleInliner(getOperation(), runOnFunction).run()))
      signalPassFailure();
  }
};

} // namespace
