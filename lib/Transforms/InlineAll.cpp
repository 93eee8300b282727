// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inlines every call, bottom-up over the call graph, before control flow is lifted. A function that
// a cycle of calls returns to stays a function, and so do the calls of it; the rest of the cycle is
// inlined into it. Large functions stay as well when copies would multiply without end, unless they
// share static variables with their callers. The upstream inliner is not used: it keeps calls
// silently where it cannot inline.

#include "IndirectCalls.h"
#include "RecursiveExceptions.h"
#include "ResolveExceptions.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/StaticCopies.h"
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

/// Locals times operations of functions that are left as they are until all is inlined.
constexpr int64_t promotionThreshold = 1 << 14;

/// A function is promoted again when one operation in so many is new: each operation is looked at
/// a few times only, however deep the calls are.
constexpr int64_t freshShare = 4;

/// A function with this share of the operations that a caller may have is large.
constexpr int64_t largeShare = 64;

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
        argument.setLoc(placeAtCall(argument.getLoc()));
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
      if (isa<func::CallOp, cxx::InvokeOp>(nested))
        inheritPassages(call, nested);
      nested->setLoc(placeAtCall(nested->getLoc()));
      for (Region &region : nested->getRegions())
        for (BlockArgument argument : region.getArguments())
          argument.setLoc(placeAtCall(argument.getLoc()));
      if (auto storage = dyn_cast<cxx::AllocaOp>(nested))
        hoist(storage);
      if (isa<cxx::RaiseOp, cxx::ExceptionOp, cxx::InactiveCallOp, cxx::ResumeOp, func::CallOp>(
              nested))
        throwing.push_back(nested);
    });
  }

  /// A location in the callee as one of this call. Many operations share theirs.
  Location placeAtCall(Location location) {
    auto [known, isNew] = places.try_emplace(location, location);
    if (isNew)
      known->second = CallSiteLoc::get(location, call.getLoc());
    return known->second;
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
  llvm::DenseMap<Location, Location> places;
};

/// Walks the call graph of a module from the functions that stay.
class ModuleInliner {
public:
  using RunPipeline = llvm::function_ref<LogicalResult(OpPassManager &, Operation *)>;

  /// \p limit: operations of a caller above which large functions stay functions.
  ModuleInliner(ModuleOp module, int64_t limit, RunPipeline runOnFunction)
      : module(module), limit(limit), runOnFunction(runOnFunction), callees(module),
        resolver(module, callees, recursive) {
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
    if (failed(reportExceptions()))
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

  /// What recursive functions throw, which stay functions.
  LogicalResult reportExceptions() {
    llvm::SetVector<func::FuncOp> reached;
    for (auto function : module.getOps<func::FuncOp>())
      if (isRoot(function))
        reached.insert(function);
    for (unsigned next = 0; next < reached.size(); ++next) {
      func::FuncOp function = reached[next];
      function.walk([&](Operation *op) {
        if (func::FuncOp callee = callees.lookup(op); callee && !callee.isExternal())
          reached.insert(callee);
      });
    }
    SmallVector<func::FuncOp> functions = reached.takeVector();
    auto processDestructor = [&](func::FuncOp function, ExceptionResolver &exceptions,
                                 func::CallOp call) {
      return processCall(function, call, exceptions);
    };
    return reportRecursiveExceptions(module, functions, kinds, requested, processDestructor);
  }

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
    ExceptionResolver exceptions(function, kinds);
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
      if (failed(processCall(function, call, exceptions)))
        return failure();
    for (cxx::InvokeOp invoke : invokes)
      if (failed(processCall(function, invoke, exceptions)))
        return failure();
    auto processDestructor = [&](func::CallOp call) {
      return processCall(function, call, exceptions);
    };
    if (failed(exceptions.finish(processDestructor)) || failed(simplify(function)))
      return failure();
    operationCounts.erase(function);
    state[function] = State::Done;
    return success();
  }

  /// What is copied into several callers is promoted once, while it is small.
  LogicalResult simplify(func::FuncOp function) {
    if (isRoot(function))
      return success();
    int64_t locals = 0, operations = 0;
    function.walk([&](Operation *op) {
      ++operations;
      locals += isa<cxx::AllocaOp>(op);
    });
    int64_t fresh = operations - promotedOperations[function];
    if (locals * operations < promotionThreshold || fresh * freshShare < operations)
      return success();
    OpPassManager promotion(func::FuncOp::getOperationName());
    promotion.addPass(createPromoteMemory());
    if (failed(runOnFunction(promotion, function)))
      return failure();
    int64_t &promoted = promotedOperations[function] = 0;
    function.walk([&](Operation *) { ++promoted; });
    return success();
  }

  int64_t &countOperations(func::FuncOp function) {
    int64_t &operations = operationCounts[function];
    if (operations == 0)
      function.walk([&](Operation *) { ++operations; });
    return operations;
  }

  /// Whether the function uses a static variable that becomes a local of the function that is
  /// requested (LocalizeStatics), which has to see all uses of it.
  bool usesLocalizedStatic(func::FuncOp function) {
    return function
        .walk([&](cxx::AddressOfOp use) {
          auto global = module.lookupSymbol<cxx::GlobalOp>(use.getGlobal());
          return global && global->hasAttr(cxx::attr::reachedThrough) ? WalkResult::interrupt()
                                                                      : WalkResult::advance();
        })
        .wasInterrupted();
  }

  /// Whether the caller would be too large with a copy of the callee; if not, it is counted.
  bool isTooLarge(func::FuncOp caller, func::FuncOp callee) {
    int64_t added = countOperations(callee);
    int64_t &operations = countOperations(caller);
    if (added >= limit / largeShare && operations + added > limit)
      return true;
    operations += added;
    return false;
  }

  /// Inlines a call or an invoke, unless its callee is not known yet or stays a function.
  LogicalResult processCall(func::FuncOp caller, Operation *op, ExceptionResolver &exceptions) {
    func::FuncOp callee = callees.lookup(op);
    if (callee && isIndirectCallee(callee))
      return success();
    if (callee)
      if (auto refusal = callee->getAttrOfType<StringAttr>(cxx::attr::refusal))
        return emitRefusal(op->getLoc(), "unsupported-callee",
                           "this call reaches '" + spellName(callee) +
                               "', which cannot be differentiated: " + refusal.getValue());
    if (!callee || callee.isExternal()) {
      StringRef symbol = cast<FlatSymbolRefAttr>(op->getAttr("callee")).getValue();
      std::string name = callee ? spellName(callee) : llvm::demangle(symbol.str());
      return emitRefusal(op->getLoc(), "unsupported-call",
                         "call to '" + name + "', whose definition is not visible");
    }
    // A call back to a function whose calls are being inlined closes a cycle: every cycle has one.
    auto found = state.find(callee);
    if (found != state.end() && found->second == State::Active)
      recursive.insert(callee);
    else if (failed(processFunction(callee)))
      return failure();
    if (!recursive.contains(callee) && isTooLarge(caller, callee) && !usesLocalizedStatic(callee))
      recursive.insert(callee);
    if (recursive.contains(callee))
      return success();
    Block *unwind = nullptr;
    auto invoke = dyn_cast<cxx::InvokeOp>(op);
    func::CallOp call = invoke ? splitInvoke(invoke, unwind) : cast<func::CallOp>(op);
    bool terminates = call->hasAttr(terminatesAttribute);
    CallInliner inliner(caller, call, callee);
    if (failed(inliner.run()))
      return failure();
    promotedOperations[caller] += promotedOperations.lookup(callee);
    if (terminates)
      exceptions.terminate(inliner.throwing);
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
  int64_t limit;
  RunPipeline runOnFunction;
  NamedCallees callees;
  IndirectCallResolver resolver;
  llvm::StringSet<> requested;
  llvm::DenseMap<func::FuncOp, State> state;
  /// Operations of each function that promotion has seen, there or in a callee.
  llvm::DenseMap<func::FuncOp, int64_t> promotedOperations;
  /// Operations of each function, with those that were copied into it.
  llvm::DenseMap<func::FuncOp, int64_t> operationCounts;
  /// Functions that are not inlined: those that a cycle of calls returns to, and too large ones.
  RecursiveFunctions recursive;
  ExceptionKinds kinds;
};

class InlineAll : public costate::impl::InlineAllBase<InlineAll> {
public:
  using InlineAllBase::InlineAllBase;

  void runOnOperation() override {
    auto runOnFunction = [&](OpPassManager &manager, Operation *function) {
      return runPipeline(manager, function);
    };
    if (failed(ModuleInliner(getOperation(), limit, runOnFunction).run()))
      signalPassFailure();
  }
};

} // namespace
