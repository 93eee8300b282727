// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "RecursiveExceptions.h"

#include "IndirectCalls.h"
#include "costate/Support/Diagnostics.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"

using namespace mlir;
using namespace costate;

namespace {

class ExceptionReporter {
public:
  ExceptionReporter(ModuleOp module, ArrayRef<func::FuncOp> functions, ExceptionKinds &kinds,
                    const llvm::StringSet<> &requested, ProcessDestructor processDestructor)
      : module(module), callees(module), functions(functions), kinds(kinds), requested(requested),
        processDestructor(processDestructor) {}

  LogicalResult run() {
    collectCalls();
    if (failed(findThrown()) || failed(findReporting()))
      return failure();
    keepInterfaces();
    for (func::FuncOp function : reporting)
      extendSignature(function);
    for (func::FuncOp function : functions)
      if (failed(processFunction(function)))
        return failure();
    return success();
  }

private:
  //===--- what is thrown ---===//

  void collectCalls() {
    for (func::FuncOp function : functions)
      function.walk([&](Operation *op) {
        if (isa<func::CallOp, cxx::InvokeOp>(op) && getCallee(op))
          calls[function].push_back(op);
      });
  }

  func::FuncOp getCallee(Operation *call) {
    func::FuncOp callee = callees.lookup(call);
    return callee && !callee.isExternal() ? callee : func::FuncOp();
  }

  /// What may leave each function, by way of the functions that it calls, too.
  LogicalResult findThrown() {
    for (func::FuncOp function : functions)
      function.walk([&](Operation *op) {
        if (auto raise = dyn_cast<cxx::RaiseOp>(op))
          thrown[function].insert(raise.getException());
        // What a handler has taken already may be thrown again; what is still to come is below.
        if (auto rethrow = dyn_cast<cxx::RethrowOp>(op)) {
          rethrowing.insert(function);
          ExceptionSet possible = kinds.findPossible(rethrow.getKind());
          thrown[function].insert(possible.begin(), possible.end());
        }
        auto opaque = dyn_cast<cxx::InactiveCallOp>(op);
        if (opaque && opaque->hasAttr(cxx::attr::mayThrow))
          opaques.try_emplace(function, opaque);
      });
    for (bool changed = true; changed;) {
      changed = false;
      for (func::FuncOp function : functions) {
        size_t before = thrown[function].size();
        ExceptionResolver resolver(function, kinds);
        for (Operation *call : calls[function]) {
          func::FuncOp callee = getCallee(call);
          ExceptionSet inner = thrown[callee];
          for (cxx::ExceptionAttr exception : inner)
            if (mayLeave(function, call, exception, resolver))
              thrown[function].insert(exception);
          if (cxx::InactiveCallOp opaque = opaques.lookup(callee))
            changed |= opaques.try_emplace(function, opaque).second;
        }
        if (resolver.hasRefused())
          return failure();
        changed |= thrown[function].size() != before;
      }
    }
    return success();
  }

  bool mayLeave(func::FuncOp function, Operation *call, cxx::ExceptionAttr exception,
                ExceptionResolver &resolver) {
    if (call->hasAttr(terminatesAttribute))
      return false;
    auto invoke = dyn_cast<cxx::InvokeOp>(call);
    if (!invoke)
      return true;
    auto fate = resolver.findFate(exception, call->getLoc(), invoke.getUnwind());
    return fate == ExceptionResolver::Fate::Leaves ||
           (fate == ExceptionResolver::Fate::Taken && rethrowing.contains(function));
  }

  static bool isBytewise(cxx::ExceptionAttr exception) { return exception.getBytewise(); }

  /// The functions that have to tell their callers: called where something has to be done, and the
  /// ones from which these get their exceptions. A derivative always has to do something: it
  /// releases its memory. Where the object cannot be moved, that is forgone.
  LogicalResult findReporting() {
    for (func::FuncOp function : functions)
      for (Operation *call : calls[function]) {
        auto invoke = dyn_cast<cxx::InvokeOp>(call);
        func::FuncOp callee = getCallee(call);
        bool hasToKnow = invoke || call->hasAttr(terminatesAttribute) ||
                         llvm::all_of(thrown[callee], isBytewise);
        if (hasToKnow && !thrown[callee].empty())
          reporting.insert(callee);
        cxx::InactiveCallOp opaque = opaques.lookup(callee);
        if (invoke && opaque && leadsToHandler(invoke.getUnwind()))
          return refuseOpaque(opaque);
      }
    for (unsigned next = 0; next < reporting.size(); ++next)
      for (Operation *call : calls[reporting[next]])
        if (!thrown[getCallee(call)].empty())
          reporting.insert(getCallee(call));
    for (func::FuncOp function : reporting)
      for (cxx::ExceptionAttr exception : thrown[function])
        if (!isBytewise(exception))
          return emitRefusal(function.getLoc(), "unsupported-recursive-exception",
                             "this recursive function throws an exception of type '" +
                                 exception.getSpelling().getValue() +
                                 "' to a handler, or past objects with destructors, and objects of "
                                 "this type cannot be moved byte by byte");
    return success();
  }

  //===--- the interface ---===//

  /// A function that others know by its interface calls a copy of itself.
  void keepInterfaces() {
    SmallVector<func::FuncOp> known =
        llvm::to_vector(llvm::make_filter_range(reporting, [&](func::FuncOp function) {
          return !function.isPrivate() || requested.contains(function.getSymName()) ||
                 function->hasAttr(cxx::attr::derivative);
        }));
    for (func::FuncOp function : known) {
      std::string base = (function.getSymName() + ".recursive").str(), name = base;
      for (unsigned i = 2; module.lookupSymbol(name); ++i)
        name = base + std::to_string(i);
      OpBuilder builder(function);
      builder.setInsertionPointAfter(function);
      auto copy = cast<func::FuncOp>(builder.clone(*function));
      copy.setSymName(name);
      copy.setPrivate();
      reporting.remove(function);
      reporting.insert(copy);
      thrown[copy] = ExceptionSet(thrown[function]);
      functions.push_back(copy);
      copy.walk([&](Operation *op) {
        if (isa<func::CallOp, cxx::InvokeOp>(op) && getCallee(op))
          calls[copy].push_back(op);
      });
      auto symbol = FlatSymbolRefAttr::get(copy);
      for (func::FuncOp user : functions)
        for (Operation *call : calls[user])
          if (getCallee(call) == function)
            call->setAttr("callee", symbol);
    }
  }

  void extendSignature(func::FuncOp function) {
    MLIRContext *context = function.getContext();
    OpBuilder builder(context);
    for (cxx::ExceptionAttr exception : thrown[function]) {
      unsigned index = function.getNumArguments();
      auto attributes = builder.getDictionaryAttr(
          builder.getNamedAttr(cxx::attr::name, builder.getStringAttr("exception")));
      (void)function.insertArgument(index, cxx::PtrType::get(exception.getObject()), attributes,
                                    function.getLoc());
      storage[function][exception] = function.getArgument(index);
    }
    (void)function.insertResult(function.getNumResults(), builder.getI32Type(), {});
    function.walk([&](func::ReturnOp ret) {
      builder.setInsertionPoint(ret);
      Value none = emitNumber(builder, ret.getLoc(), 0);
      ret->insertOperands(ret->getNumOperands(), none);
    });
  }

  static Value emitNumber(OpBuilder &builder, Location location, int32_t number) {
    return arith::ConstantOp::create(builder, location, builder.getI32IntegerAttr(number));
  }

  Value getStorage(func::FuncOp function, cxx::ExceptionAttr exception) {
    Value &known = storage[function][exception];
    if (known)
      return known;
    OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
    known = cxx::AllocaOp::create(builder, function.getLoc(),
                                  cxx::PtrType::get(exception.getObject()), "exception",
                                  /*zeroed=*/false);
    return known;
  }

  //===--- calls ---===//

  LogicalResult processFunction(func::FuncOp function) {
    ExceptionResolver resolver(function, kinds);
    if (calls[function].empty() && !resolver.isPending() && !reporting.contains(function))
      return success();
    // Plain calls first, which clean-ups hold; copies of clean-ups may hold more of both.
    for (bool changed = true; changed;) {
      changed = false;
      for (bool plain : {true, false})
        for (Operation *call : findOpenCalls(function, plain)) {
          if (failed(processCall(function, call, getCallee(call), resolver)))
            return failure();
          changed = true;
        }
    }
    auto process = [&](func::CallOp call) { return processDestructor(function, resolver, call); };
    if (failed(resolver.finish(process)))
      return failure();
    return reporting.contains(function) ? returnRaises(function) : success();
  }

  /// The calls that do not ask yet what left their callee, and invokes.
  SmallVector<Operation *> findOpenCalls(func::FuncOp function, bool plain) {
    SmallVector<Operation *> open;
    function.walk([&](Operation *op) {
      func::FuncOp callee = getCallee(op);
      if (isa<cxx::InvokeOp>(op) && !plain)
        open.push_back(op);
      else if (plain && isa<func::CallOp>(op) && reporting.contains(callee) &&
               op->getNumOperands() != callee.getNumArguments())
        open.push_back(op);
    });
    return open;
  }

  LogicalResult processCall(func::FuncOp caller, Operation *op, func::FuncOp callee,
                            ExceptionResolver &resolver) {
    Location location = op->getLoc();
    bool terminates = op->hasAttr(terminatesAttribute);
    Block *unwind = nullptr;
    if (!reporting.contains(callee)) {
      splitInvoke(cast<cxx::InvokeOp>(op), unwind);
      return success();
    }
    if (op->getParentRegion() != &caller.getBody())
      return emitRefusal(location, "unsupported-recursive-exception",
                         "a derivative of a recursive function that throws an exception to a "
                         "handler, or past objects with destructors, is called here");
    if (auto invoke = dyn_cast<cxx::InvokeOp>(op))
      op = splitInvoke(invoke, unwind);
    OpBuilder builder(op);
    SmallVector<Value> operands(op->getOperands());
    for (cxx::ExceptionAttr exception : thrown[callee])
      operands.push_back(getStorage(caller, exception));
    auto call = func::CallOp::create(builder, location, callee, operands);
    op->replaceAllUsesWith(call.getResults().drop_back());
    op->erase();

    Block *before = call->getBlock();
    Block *next = before->splitBlock(std::next(call->getIterator()));
    builder.setInsertionPointToEnd(before);
    Value number = call.getResults().back();
    Value none = emitNumber(builder, location, 0);
    Value hasLeft =
        arith::CmpIOp::create(builder, location, arith::CmpIPredicate::ne, number, none);
    Block *landing = insertBlock(next);
    cf::CondBranchOp::create(builder, location, hasLeft, landing, next);
    SmallVector<Operation *> raises;
    for (auto [index, exception] : llvm::enumerate(thrown[callee])) {
      builder.setInsertionPointToEnd(landing);
      if (index + 1 != thrown[callee].size()) {
        Value kind = emitNumber(builder, location, kinds.getKind(exception) + 1);
        Value isKind =
            arith::CmpIOp::create(builder, location, arith::CmpIPredicate::eq, number, kind);
        Block *chosen = insertBlock(next);
        landing = insertBlock(next);
        cf::CondBranchOp::create(builder, location, isKind, chosen, landing);
        builder.setInsertionPointToEnd(chosen);
      }
      if (terminates)
        emitTerminate(builder, location);
      else
        raises.push_back(passOn(builder, location, caller, exception, unwind, resolver));
      cf::BranchOp::create(builder, location, next);
    }
    return unwind ? resolver.resolve(raises, unwind) : success();
  }

  /// An object for a handler of the caller moves out of the storage, which may be needed again.
  Operation *passOn(OpBuilder &builder, Location location, func::FuncOp caller,
                    cxx::ExceptionAttr exception, Block *unwind, ExceptionResolver &resolver) {
    Value object = getStorage(caller, exception);
    if (unwind &&
        resolver.findFate(exception, location, unwind) == ExceptionResolver::Fate::Taken) {
      Value own = cxx::ExceptionOp::create(builder, location, object.getType());
      move(builder, location, own, object, exception.getObject());
      object = own;
    }
    return cxx::RaiseOp::create(builder, location, object, exception);
  }

  static void move(OpBuilder &builder, Location location, Value target, Value source, Type type) {
    if (!cxx::isScalarType(type)) {
      cxx::CopyOp::create(builder, location, target, source);
      return;
    }
    Value value = cxx::LoadOp::create(builder, location, type, source);
    cxx::StoreOp::create(builder, location, value, target);
  }

  static Block *insertBlock(Block *before) {
    auto *block = new Block();
    before->getParent()->getBlocks().insert(before->getIterator(), block);
    return block;
  }

  //===--- throws ---===//

  /// What would leave the function is put into the caller's storage.
  LogicalResult returnRaises(func::FuncOp function) {
    SmallVector<cxx::RaiseOp> raises;
    function.walk([&](cxx::RaiseOp raise) { raises.push_back(raise); });
    if (raises.empty())
      return success();
    Location location = function.getLoc();
    OpBuilder builder(function.getContext());
    auto *exit = new Block();
    function.getBody().push_back(exit);
    BlockArgument number = exit->addArgument(builder.getI32Type(), location);
    builder.setInsertionPointToEnd(exit);
    SmallVector<Value> results;
    for (Type type : function.getResultTypes().drop_back())
      results.push_back(cxx::createZero(builder, location, type));
    results.push_back(number);
    func::ReturnOp::create(builder, location, results);
    for (cxx::RaiseOp raise : raises) {
      if (raise->getParentRegion() != &function.getBody())
        return emitRefusal(raise.getLoc(), "unsupported-recursive-exception",
                           "an exception of a derivative leaves a recursive function");
      cxx::ExceptionAttr exception = raise.getException();
      Value object = raise.getObject(), target = storage[function][exception];
      raise->getBlock()->splitBlock(std::next(raise->getIterator()));
      builder.setInsertionPoint(raise);
      if (object != target)
        move(builder, raise.getLoc(), target, object, exception.getObject());
      Value left = emitNumber(builder, raise.getLoc(), kinds.getKind(exception) + 1);
      cf::BranchOp::create(builder, raise.getLoc(), exit, left);
      raise.erase();
    }
    function.walk([&](cxx::ExceptionOp op) { op->setAttr("caught", builder.getUnitAttr()); });
    ExceptionResolver(function, kinds).tidy();
    return success();
  }

  ModuleOp module;
  NamedCallees callees;
  SmallVector<func::FuncOp> functions;
  ExceptionKinds &kinds;
  const llvm::StringSet<> &requested;
  ProcessDestructor processDestructor;
  llvm::DenseMap<func::FuncOp, SmallVector<Operation *>> calls;
  llvm::DenseMap<func::FuncOp, ExceptionSet> thrown;
  /// Functions without a body that may throw, by the function that calls them.
  llvm::DenseMap<func::FuncOp, cxx::InactiveCallOp> opaques;
  llvm::DenseSet<func::FuncOp> rethrowing;
  llvm::SetVector<func::FuncOp> reporting;
  /// Where each function finds what its callees have thrown.
  llvm::DenseMap<func::FuncOp, llvm::MapVector<cxx::ExceptionAttr, Value>> storage;
};

} // namespace

LogicalResult costate::reportRecursiveExceptions(ModuleOp module, ArrayRef<func::FuncOp> functions,
                                                 ExceptionKinds &kinds,
                                                 const llvm::StringSet<> &requested,
                                                 ProcessDestructor processDestructor) {
  return ExceptionReporter(module, functions, kinds, requested, processDestructor).run();
}
