// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ResolveExceptions.h"

#include "costate/Support/Diagnostics.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace costate;

func::CallOp costate::splitInvoke(cxx::InvokeOp invoke, Block *&unwind) {
  OpBuilder builder(invoke);
  auto call = func::CallOp::create(builder, invoke.getLoc(), invoke.getResultTypes(),
                                   invoke.getCalleeAttr(), invoke.getArguments());
  cf::BranchOp::create(builder, invoke.getLoc(), invoke.getNext());
  invoke.replaceAllUsesWith(call.getResults());
  unwind = invoke.getUnwind();
  invoke.erase();
  return call;
}

int32_t ExceptionResolver::getKind(cxx::ExceptionAttr exception) {
  kinds.insert(exception);
  return llvm::find(kinds, exception) - kinds.begin();
}

static Type getVoidPointer(MLIRContext *context) {
  return cxx::PtrType::get(NoneType::get(context));
}

static Value castTo(OpBuilder &builder, Location location, Value pointer, Type type) {
  if (pointer.getType() == type)
    return pointer;
  return cxx::CastOp::create(builder, location, type, pointer);
}

static Value stripCasts(Value pointer) {
  while (auto cast = pointer.getDefiningOp<cxx::CastOp>())
    pointer = cast.getSource();
  return pointer;
}

//===------------------------------ unwinding ----------------------------===//

/// The base of `exception` with that type information; null if there is none.
static cxx::ExceptionBaseAttr findBase(cxx::ExceptionAttr exception, StringRef typeInfo) {
  for (auto base : exception.getBases().getAsRange<cxx::ExceptionBaseAttr>())
    if (base.getTypeInfo() == typeInfo)
      return base;
  return {};
}

/// Pointers, members pointers and nullptr convert to the type of a handler in more ways than
/// classes do.
static bool mayConvert(StringRef thrown, StringRef handler) {
  auto isPointer = [](StringRef typeInfo) {
    return typeInfo.starts_with("_ZTIP") || typeInfo.starts_with("_ZTIM") || typeInfo == "_ZTIDn";
  };
  return isPointer(thrown) && isPointer(handler);
}

/// The handler that takes the exception, or the block where unwinding goes on.
Block *ExceptionResolver::chooseSuccessor(cxx::DispatchOp dispatch, cxx::RaiseOp raise,
                                          std::optional<unsigned> &handler) {
  cxx::ExceptionAttr thrown = raise.getException();
  for (auto [index, name] : llvm::enumerate(dispatch.getHandlers().getAsValueRange<StringAttr>())) {
    if (name.empty() || name == thrown.getTypeInfo() || findBase(thrown, name)) {
      handler = index;
      return dispatch.getTargets()[index];
    }
    if (mayConvert(thrown.getTypeInfo(), name) && !hasFailed) {
      hasFailed = true;
      emitRefusal(raise.getLoc(), "unsupported-exception-conversion",
                  "an exception of type '" + thrown.getSpelling().getValue() +
                      "' meets a handler of another pointer type");
    }
  }
  return dispatch.getOtherwise();
}

/// The address of the base that the handler names.
static Value emitPath(OpBuilder &builder, Location location, Value object,
                      cxx::ExceptionBaseAttr base) {
  for (auto [step, type] :
       llvm::zip(base.getPath().asArrayRef(), base.getTypes().getAsValueRange<TypeAttr>())) {
    auto pointer = cxx::PtrType::get(type);
    object = step < 0 ? castTo(builder, location, object, pointer)
                      : cxx::FieldOp::create(builder, location, pointer, object, step).getResult();
  }
  return object;
}

/// Replaces the (copied) dispatch by a jump to the handler.
void ExceptionResolver::enterHandler(cxx::DispatchOp dispatch, unsigned index, cxx::RaiseOp raise) {
  Block *handler = dispatch.getTargets()[index];
  cxx::ExceptionAttr thrown = raise.getException();
  Location location = raise.getLoc();
  OpBuilder builder(dispatch);
  Value object = raise.getObject();
  SmallVector<Value> arguments = {
      castTo(builder, location, object, getVoidPointer(builder.getContext())),
      arith::ConstantOp::create(builder, location, builder.getI32IntegerAttr(getKind(thrown)))};
  StringRef name = cast<StringAttr>(dispatch.getHandlers()[index]).getValue();
  if (!name.empty()) {
    Value address = object;
    if (name != thrown.getTypeInfo())
      address = emitPath(builder, location, object, findBase(thrown, name));
    arguments.push_back(castTo(builder, location, address, handler->getArgument(2).getType()));
  }
  cf::BranchOp::create(builder, location, handler, arguments);
  dispatch.erase();
  handled[handler].insert(thrown);
  if (Operation *storage = stripCasts(object).getDefiningOp())
    if (isa<cxx::ExceptionOp>(storage))
      storage->setAttr("caught", builder.getUnitAttr());
}

LogicalResult ExceptionResolver::resolve(cxx::RaiseOp raise, Block *unwind, Value rethrown) {
  Block *before = raise->getBlock();
  Block *rest = before->splitBlock(raise->getIterator());
  Region *region = before->getParent();

  // The clean-ups on the way to the handler, or out of the function.
  llvm::SetVector<Block *> chain;
  llvm::DenseMap<Block *, unsigned> taken;
  chain.insert(unwind);
  for (unsigned next = 0; next < chain.size(); ++next) {
    Operation *end = chain[next]->getTerminator();
    if (auto dispatch = dyn_cast<cxx::DispatchOp>(end)) {
      std::optional<unsigned> handler;
      Block *successor = chooseSuccessor(dispatch, raise, handler);
      if (handler)
        taken[chain[next]] = *handler;
      else
        chain.insert(successor);
      continue;
    }
    for (Block *successor : end->getSuccessors())
      chain.insert(successor);
  }

  IRMapping mapping;
  for (Block *block : chain) {
    auto *copy = new Block();
    region->getBlocks().insert(rest->getIterator(), copy);
    for (BlockArgument argument : block->getArguments())
      mapping.map(argument, copy->addArgument(argument.getType(), argument.getLoc()));
    mapping.map(block, copy);
  }
  for (Block *block : chain) {
    OpBuilder builder = OpBuilder::atBlockEnd(mapping.lookup(block));
    for (Operation &op : *block) {
      auto end = dyn_cast<cxx::EndCatchOp>(op);
      if (!end || end.getObject() != rethrown)
        builder.clone(op, mapping);
    }
  }
  OpBuilder builder(raise);
  for (Block *block : chain) {
    Block *copy = mapping.lookup(block);
    copy->walk([&](Operation *op) {
      for (OpOperand &operand : op->getOpOperands())
        operand.set(mapping.lookupOrDefault(operand.get()));
      for (auto [index, successor] : llvm::enumerate(op->getSuccessors()))
        if (Block *copied = mapping.lookupOrNull(successor))
          op->setSuccessor(copied, index);
    });
    Operation *end = copy->getTerminator();
    if (auto dispatch = dyn_cast<cxx::DispatchOp>(end)) {
      if (auto handler = taken.find(block); handler != taken.end()) {
        enterHandler(dispatch, handler->second, raise);
      } else {
        builder.setInsertionPoint(end);
        cf::BranchOp::create(builder, end->getLoc(), dispatch.getOtherwise());
        end->erase();
      }
    } else if (isa<cxx::ResumeOp>(end)) {
      builder.setInsertionPoint(end);
      builder.clone(*raise);
      cf::BranchOp::create(builder, end->getLoc(), rest);
      end->erase();
    }
  }
  builder.setInsertionPointToEnd(before);
  cf::BranchOp::create(builder, raise.getLoc(), mapping.lookup(unwind));
  raise.erase();
  return failure(hasFailed);
}

/// Whether unwinding from here may reach a handler of this function.
static bool leadsToHandler(Block *unwind) {
  llvm::SetVector<Block *> seen;
  seen.insert(unwind);
  for (unsigned next = 0; next < seen.size(); ++next) {
    if (isa<cxx::DispatchOp>(seen[next]->getTerminator()))
      return true;
    for (Block *successor : seen[next]->getSuccessors())
      seen.insert(successor);
  }
  return false;
}

LogicalResult ExceptionResolver::resolve(ArrayRef<Operation *> inlined, Block *unwind) {
  for (Operation *op : inlined) {
    if (auto raise = dyn_cast<cxx::RaiseOp>(op)) {
      if (raise->getParentRegion() != &function.getBody())
        return emitRefusal(op->getLoc(), "unsupported-exception",
                           "an exception of a derivative reaches a handler or destructors");
      if (failed(resolve(raise, unwind)))
        return failure();
      continue;
    }
    auto call = dyn_cast<cxx::InactiveCallOp>(op);
    if (call && call->hasAttr(cxx::attr::mayThrow) && leadsToHandler(unwind)) {
      StringRef name = call.getCxxCallee().empty() ? call.getCallee() : call.getCxxCallee();
      return emitRefusal(op->getLoc(), "opaque-exception",
                         "'" + name +
                             "' may throw an exception to a handler of the differentiated code, "
                             "but its body is not visible");
    }
  }
  return success();
}

//===---------------------- the function's own exceptions ----------------===//

LogicalResult ExceptionResolver::resolveRethrow(cxx::RethrowOp rethrow) {
  Location location = rethrow.getLoc();
  OpBuilder builder(rethrow);
  Value object = rethrow.getObject();
  auto known = handled.find(cast<BlockArgument>(object).getOwner());
  SmallVector<cxx::RaiseOp> raises;
  if (known != handled.end()) {
    ArrayRef<cxx::ExceptionAttr> possible = known->second.getArrayRef();
    for (auto [index, exception] : llvm::enumerate(possible)) {
      Block *next = nullptr;
      if (index + 1 != possible.size()) {
        Value kind = arith::ConstantOp::create(builder, location,
                                               builder.getI32IntegerAttr(getKind(exception)));
        Value isKind = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::eq,
                                             rethrow.getKind(), kind);
        auto *chosen = new Block();
        next = new Block();
        function.getBody().getBlocks().insert(std::next(rethrow->getBlock()->getIterator()),
                                              chosen);
        function.getBody().getBlocks().insert(std::next(chosen->getIterator()), next);
        cf::CondBranchOp::create(builder, location, isKind, chosen, next);
        builder.setInsertionPointToEnd(chosen);
      }
      Value typed = castTo(builder, location, object, cxx::PtrType::get(exception.getObject()));
      raises.push_back(cxx::RaiseOp::create(builder, location, typed, exception));
      cf::BranchOp::create(builder, location, rethrow.getNext());
      if (next)
        builder.setInsertionPointToEnd(next);
    }
  }
  if (raises.empty())
    cf::BranchOp::create(builder, location, rethrow.getNext());
  Block *unwind = rethrow.getUnwind();
  rethrow.erase();
  for (cxx::RaiseOp raise : raises)
    if (failed(resolve(raise, unwind, object)))
      return failure();
  return success();
}

/// Calls the destructor for each type that needs one.
LogicalResult ExceptionResolver::resolveEndCatch(cxx::EndCatchOp end, ProcessCall processCall) {
  Location location = end.getLoc();
  Value object = end.getObject(), kind = end.getKind();
  auto known = handled.find(cast<BlockArgument>(object).getOwner());
  SmallVector<cxx::ExceptionAttr> destroyed;
  if (known != handled.end())
    for (cxx::ExceptionAttr exception : known->second)
      if (!exception.getDestructor().empty())
        destroyed.push_back(exception);
  bool isAlways = known != handled.end() && known->second.size() == 1;
  SmallVector<func::CallOp> calls;
  for (cxx::ExceptionAttr exception : destroyed) {
    OpBuilder builder(end);
    Block *after = nullptr;
    if (!isAlways) {
      Value number = arith::ConstantOp::create(builder, location,
                                               builder.getI32IntegerAttr(getKind(exception)));
      Value isKind =
          arith::CmpIOp::create(builder, location, arith::CmpIPredicate::eq, kind, number);
      Block *before = end->getBlock();
      after = before->splitBlock(end->getIterator());
      auto *call = new Block();
      function.getBody().getBlocks().insert(after->getIterator(), call);
      builder.setInsertionPointToEnd(before);
      cf::CondBranchOp::create(builder, location, isKind, call, after);
      builder.setInsertionPointToEnd(call);
    }
    Value typed = castTo(builder, location, object, cxx::PtrType::get(exception.getObject()));
    StringRef name = exception.getDestructor().getValue();
    auto module = function->getParentOfType<ModuleOp>();
    auto destructor = dyn_cast_or_null<func::FuncOp>(SymbolTable::lookupSymbolIn(module, name));
    if (destructor)
      calls.push_back(func::CallOp::create(builder, location, destructor, typed));
    else
      cxx::InactiveCallOp::create(builder, location, TypeRange(), name,
                                  exception.getSpelling().getValue(), ValueRange(typed),
                                  /*variadic_from=*/-1, /*noreturn=*/false)
          ->setAttr(cxx::attr::destroys, builder.getUnitAttr());
    if (after)
      cf::BranchOp::create(builder, location, after);
  }
  end.erase();
  for (func::CallOp call : calls)
    if (failed(processCall(call)))
      return failure();
  return success();
}

/// A handler that one type reaches, thrown from storage of this function: all throws share one
/// object, since only one of them is alive. Its arguments are then known.
bool ExceptionResolver::bindHandler(Block *handler) {
  const auto &types = handled[handler];
  if (types.size() != 1 || handler->hasNoPredecessors())
    return false;
  cxx::AllocaOp shared;
  SmallVector<cxx::AllocaOp> others;
  for (Block *before : handler->getPredecessors()) {
    auto jump = dyn_cast<cf::BranchOp>(before->getTerminator());
    auto storage =
        jump ? stripCasts(jump.getDestOperands()[0]).getDefiningOp<cxx::AllocaOp>() : nullptr;
    if (!storage || storage.getElementType() != types.front().getObject())
      return false;
    if (!shared)
      shared = storage;
    else if (storage != shared)
      others.push_back(storage);
  }
  for (cxx::AllocaOp other : others) {
    if (other->isBeforeInBlock(shared))
      shared->moveBefore(other);
    other.getAddress().replaceAllUsesWith(shared.getAddress());
  }
  auto jump = cast<cf::BranchOp>((*handler->pred_begin())->getTerminator());
  // The way from the object to what the handler names, once more at the start of the handler.
  OpBuilder builder = OpBuilder::atBlockBegin(handler);
  for (BlockArgument argument : handler->getArguments()) {
    SmallVector<Operation *> path;
    Value value = jump.getDestOperands()[argument.getArgNumber()];
    while (value != shared.getAddress()) {
      Operation *step = value.getDefiningOp();
      path.push_back(step);
      if (isa<arith::ConstantOp>(step))
        break;
      value = step->getOperand(0);
    }
    IRMapping mapping;
    Value last = shared.getAddress();
    for (Operation *step : llvm::reverse(path))
      last = builder.clone(*step, mapping)->getResult(0);
    argument.replaceAllUsesWith(last);
  }
  for (Block *before : SmallVector<Block *>(handler->getPredecessors()))
    cast<cf::BranchOp>(before->getTerminator()).getDestOperandsMutable().clear();
  handler->eraseArguments(0, handler->getNumArguments());
  return true;
}

void ExceptionResolver::bindHandlers() {
  SmallVector<cxx::ExceptionOp> caught;
  function.walk([&](cxx::ExceptionOp op) {
    if (op->hasAttr("caught"))
      caught.push_back(op);
  });
  OpBuilder builder = OpBuilder::atBlockBegin(&function.getBody().front());
  for (cxx::ExceptionOp op : caught) {
    op.replaceAllUsesWith(cxx::AllocaOp::create(builder, op.getLoc(), op.getAddress().getType(),
                                                "exception", /*zeroed=*/false)
                              .getResult());
    op.erase();
  }
  for (Block *handler : llvm::make_first_range(handled))
    bindHandler(handler);
}

/// An exception that would leave a function that is noexcept.
void ExceptionResolver::terminateRaises() {
  if (!function->hasAttr(cxx::attr::noThrow))
    return;
  SmallVector<cxx::RaiseOp> raises;
  function.walk([&](cxx::RaiseOp raise) { raises.push_back(raise); });
  for (cxx::RaiseOp raise : raises) {
    OpBuilder builder(raise);
    cxx::InactiveCallOp::create(builder, raise.getLoc(), TypeRange(), "_ZSt9terminatev",
                                "std::terminate", ValueRange(), /*variadic_from=*/-1,
                                /*noreturn=*/true);
    raise.erase();
  }
  function.walk(
      [&](cxx::ExceptionOp op) { op->setAttr("caught", UnitAttr::get(op.getContext())); });
}

LogicalResult ExceptionResolver::finish(ProcessCall processCall) {
  SmallVector<cxx::ThrowOp> throws;
  function.walk([&](cxx::ThrowOp op) { throws.push_back(op); });
  for (cxx::ThrowOp op : throws) {
    OpBuilder builder(op);
    auto raise = cxx::RaiseOp::create(builder, op.getLoc(), op.getObject(), op.getException());
    cf::BranchOp::create(builder, op.getLoc(), op.getNext());
    Block *unwind = op.getUnwind();
    op.erase();
    if (failed(resolve(raise, unwind)))
      return failure();
  }
  // Handlers of inner try blocks come first: what they throw again reaches the outer ones.
  SmallVector<cxx::RethrowOp> rethrows;
  function.walk([&](cxx::RethrowOp op) { rethrows.push_back(op); });
  for (cxx::RethrowOp op : rethrows)
    if (failed(resolveRethrow(op)))
      return failure();
  SmallVector<cxx::EndCatchOp> ends;
  function.walk([&](cxx::EndCatchOp op) { ends.push_back(op); });
  for (cxx::EndCatchOp op : ends)
    if (failed(resolveEndCatch(op, processCall)))
      return failure();
  eraseUnreachable();
  terminateRaises();
  bindHandlers();
  return success();
}

void ExceptionResolver::eraseUnreachable() {
  llvm::SetVector<Block *> reached;
  reached.insert(&function.getBody().front());
  for (unsigned next = 0; next < reached.size(); ++next)
    for (Block *successor : reached[next]->getSuccessors())
      reached.insert(successor);
  SmallVector<Block *> dead;
  for (Block &block : function.getBody())
    if (!reached.contains(&block))
      dead.push_back(&block);
  for (Block *block : dead) {
    handled.erase(block);
    block->dropAllDefinedValueUses();
  }
  for (Block *block : dead)
    block->dropAllReferences();
  for (Block *block : dead)
    block->erase();
}
