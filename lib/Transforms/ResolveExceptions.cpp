// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ResolveExceptions.h"

#include "costate/Support/Diagnostics.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace costate;

/// The call instead of the invoke, at its place; the attributes that describe the call stay.
static func::CallOp createCallLike(OpBuilder &builder, cxx::InvokeOp invoke) {
  auto call = func::CallOp::create(builder, invoke.getLoc(), invoke.getResultTypes(),
                                   invoke.getCalleeAttr(), invoke.getArguments());
  call->setDiscardableAttrs(invoke->getDiscardableAttrDictionary());
  return call;
}

func::CallOp costate::splitInvoke(cxx::InvokeOp invoke, Block *&unwind) {
  OpBuilder builder(invoke);
  func::CallOp call = createCallLike(builder, invoke);
  cf::BranchOp::create(builder, invoke.getLoc(), invoke.getNext());
  invoke.replaceAllUsesWith(call.getResults());
  unwind = invoke.getUnwind();
  invoke.erase();
  return call;
}

void costate::emitTerminate(OpBuilder &builder, Location location) {
  cxx::InactiveCallOp::create(builder, location, TypeRange(), "_ZSt9terminatev", "std::terminate",
                              ValueRange(), /*variadic_from=*/-1, /*noreturn=*/true);
}

int32_t ExceptionKinds::getKind(cxx::ExceptionAttr exception) {
  kinds.insert(exception);
  return llvm::find(kinds, exception) - kinds.begin();
}

static Type getVoidPointer(MLIRContext *context) {
  return cxx::PtrType::get(NoneType::get(context));
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
Block *ExceptionResolver::chooseSuccessor(cxx::DispatchOp dispatch, cxx::ExceptionAttr thrown,
                                          Location location, std::optional<unsigned> &handler) {
  for (auto [index, name] : llvm::enumerate(dispatch.getHandlers().getAsValueRange<StringAttr>())) {
    if (name.empty() || name == thrown.getTypeInfo() || findBase(thrown, name)) {
      handler = index;
      return dispatch.getTargets()[index];
    }
    if (mayConvert(thrown.getTypeInfo(), name) && !hasFailed) {
      hasFailed = true;
      emitRefusal(location, "unsupported-exception-conversion",
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
      arith::ConstantOp::create(builder, location,
                                builder.getI32IntegerAttr(kinds.getKind(thrown)))};
  StringRef name = cast<StringAttr>(dispatch.getHandlers()[index]).getValue();
  if (!name.empty()) {
    Value address = object;
    if (name != thrown.getTypeInfo())
      address = emitPath(builder, location, object, findBase(thrown, name));
    arguments.push_back(castTo(builder, location, address, handler->getArgument(2).getType()));
  }
  cf::BranchOp::create(builder, location, handler, arguments);
  dispatch.erase();
  handlers.insert(handler);
  if (Operation *storage = stripCasts(object).getDefiningOp())
    if (isa<cxx::ExceptionOp>(storage))
      storage->setAttr("caught", builder.getUnitAttr());
}

/// The clean-ups between a raise and the handler that takes it, or the end of the function.
struct costate::UnwindChain {
  /// Where the exception itself passes.
  llvm::SetVector<Block *> blocks;
  llvm::DenseMap<Block *, unsigned> taken;
  /// What a clean-up does with exceptions of its own: copied as it is.
  llvm::SetVector<Block *> inner;
};

UnwindChain ExceptionResolver::findChain(cxx::ExceptionAttr thrown, Location location,
                                         Block *unwind) {
  UnwindChain chain;
  chain.blocks.insert(unwind);
  SmallVector<Block *> others;
  for (unsigned next = 0; next < chain.blocks.size(); ++next) {
    Block *block = chain.blocks[next];
    Operation *end = block->getTerminator();
    if (auto dispatch = dyn_cast<cxx::DispatchOp>(end)) {
      std::optional<unsigned> handler;
      Block *successor = chooseSuccessor(dispatch, thrown, location, handler);
      if (handler)
        chain.taken[block] = *handler;
      else
        chain.blocks.insert(successor);
      continue;
    }
    if (auto invoke = dyn_cast<cxx::InvokeOp>(end)) {
      chain.blocks.insert(invoke.getNext());
      others.push_back(invoke.getUnwind());
      continue;
    }
    for (Block *successor : end->getSuccessors())
      chain.blocks.insert(successor);
  }
  while (!others.empty()) {
    Block *block = others.pop_back_val();
    if (!chain.blocks.contains(block) && chain.inner.insert(block))
      llvm::append_range(others, block->getSuccessors());
  }
  return chain;
}

/// Puts what the blocks compute and others use into storage: the others will be entered from copies
/// of the blocks, too. Promotion, which ran while a callee was not known, has made such values.
static void storeCrossingValues(ArrayRef<Block *> blocks) {
  Region *region = blocks.front()->getParent();
  llvm::SmallPtrSet<Block *, 8> inside(blocks.begin(), blocks.end());
  auto process = [&](Value value, Block *block, Block::iterator place) {
    SmallVector<OpOperand *> crossing;
    for (OpOperand &use : value.getUses())
      if (!inside.contains(region->findAncestorBlockInRegion(*use.getOwner()->getBlock())))
        crossing.push_back(&use);
    if (crossing.empty())
      return;
    Location location = value.getLoc();
    OpBuilder builder = OpBuilder::atBlockBegin(&region->front());
    Value storage = cxx::AllocaOp::create(builder, location, cxx::PtrType::get(value.getType()), "",
                                          /*zeroed=*/false);
    builder.setInsertionPoint(block, place);
    cxx::StoreOp::create(builder, location, value, storage);
    for (OpOperand *use : crossing) {
      builder.setInsertionPoint(use->getOwner());
      use->set(cxx::LoadOp::create(builder, location, value.getType(), storage));
    }
  };
  for (Block *block : blocks) {
    SmallVector<Operation *> operations;
    for (Operation &op : *block)
      operations.push_back(&op);
    for (BlockArgument argument : block->getArguments())
      process(argument, block, block->begin());
    for (Operation *op : operations)
      for (Value result : op->getResults())
        process(result, block, std::next(op->getIterator()));
  }
}

ExceptionResolver::Fate ExceptionResolver::findFate(cxx::ExceptionAttr exception, Location location,
                                                    Block *unwind) {
  UnwindChain chain = findChain(exception, location, unwind);
  if (!chain.taken.empty())
    return Fate::Taken;
  for (Block *block : chain.blocks)
    if (auto resume = dyn_cast<cxx::ResumeOp>(block->getTerminator());
        resume && !resume->hasAttr(terminatesAttribute))
      return Fate::Leaves;
  return Fate::Terminates;
}

LogicalResult ExceptionResolver::resolve(cxx::RaiseOp raise, Block *unwind, Value rethrown) {
  Block *before = raise->getBlock();
  Block *rest = before->splitBlock(raise->getIterator());
  Region *region = before->getParent();
  UnwindChain chain = findChain(raise.getException(), raise.getLoc(), unwind);
  SmallVector<Block *> blocks(chain.blocks.begin(), chain.blocks.end());
  llvm::append_range(blocks, chain.inner);
  storeCrossingValues(blocks);

  IRMapping mapping;
  for (Block *block : blocks) {
    auto *copy = new Block();
    region->getBlocks().insert(rest->getIterator(), copy);
    for (BlockArgument argument : block->getArguments())
      mapping.map(argument, copy->addArgument(argument.getType(), argument.getLoc()));
    mapping.map(block, copy);
  }
  for (Block *block : blocks) {
    OpBuilder builder = OpBuilder::atBlockEnd(mapping.lookup(block));
    for (Operation &op : *block) {
      auto end = dyn_cast<cxx::EndCatchOp>(op);
      if (!end || end.getObject() != rethrown)
        builder.clone(op, mapping);
    }
  }
  OpBuilder builder(raise);
  for (Block *block : blocks) {
    Block *copy = mapping.lookup(block);
    copy->walk([&](Operation *op) {
      for (OpOperand &operand : op->getOpOperands())
        operand.set(mapping.lookupOrDefault(operand.get()));
      for (auto [index, successor] : llvm::enumerate(op->getSuccessors()))
        if (Block *copied = mapping.lookupOrNull(successor))
          op->setSuccessor(copied, index);
    });
    Operation *end = copy->getTerminator();
    if (chain.inner.contains(block))
      continue;
    if (auto dispatch = dyn_cast<cxx::DispatchOp>(end)) {
      if (auto handler = chain.taken.find(block); handler != chain.taken.end()) {
        enterHandler(dispatch, handler->second, raise);
      } else {
        builder.setInsertionPoint(end);
        cf::BranchOp::create(builder, end->getLoc(), dispatch.getOtherwise());
        end->erase();
      }
    } else if (isa<cxx::ResumeOp>(end)) {
      builder.setInsertionPoint(end);
      if (end->hasAttr(terminatesAttribute))
        emitTerminate(builder, end->getLoc());
      else
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

llvm::SetVector<Block *> costate::findReachable(Block *from) {
  llvm::SetVector<Block *> reached;
  reached.insert(from);
  for (unsigned next = 0; next < reached.size(); ++next)
    for (Block *successor : reached[next]->getSuccessors())
      reached.insert(successor);
  return reached;
}

bool costate::leadsToHandler(Block *unwind) {
  return llvm::any_of(findReachable(unwind),
                      [](Block *block) { return isa<cxx::DispatchOp>(block->getTerminator()); });
}

/// What the call throws goes to `unwind` as soon as it is known.
static void makeInvoke(func::CallOp call, Block *unwind) {
  auto module = call->getParentOfType<ModuleOp>();
  Operation *callee = SymbolTable::lookupSymbolIn(module, call.getCallee());
  if (callee && callee->hasAttr(cxx::attr::noThrow))
    return;
  Block *rest = call->getBlock()->splitBlock(std::next(call->getIterator()));
  OpBuilder builder(call);
  auto invoke = cxx::InvokeOp::create(builder, call.getLoc(), call.getResultTypes(),
                                      call.getCalleeAttr(), call.getOperands(), rest, unwind);
  invoke->setDiscardableAttrs(call->getDiscardableAttrDictionary());
  call.replaceAllUsesWith(invoke.getResults());
  call.erase();
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
    if (op->hasAttr(terminatesAttribute))
      continue;
    if (auto pending = dyn_cast<func::CallOp>(op)) {
      if (pending->getParentRegion() == &function.getBody())
        makeInvoke(pending, unwind);
      continue;
    }
    if (auto resume = dyn_cast<cxx::ResumeOp>(op)) {
      OpBuilder builder(resume);
      cf::BranchOp::create(builder, resume.getLoc(), unwind);
      resume.erase();
      continue;
    }
    auto call = dyn_cast<cxx::InactiveCallOp>(op);
    if (call && call->hasAttr(cxx::attr::mayThrow) && leadsToHandler(unwind))
      return refuseOpaque(call);
  }
  return success();
}

LogicalResult costate::refuseOpaque(cxx::InactiveCallOp call) {
  StringRef name = call.getCxxCallee().empty() ? call.getCallee() : call.getCxxCallee();
  return emitRefusal(call.getLoc(), "opaque-exception",
                     "'" + name +
                         "' may throw an exception to a handler of the differentiated code, "
                         "but its body is not visible");
}

bool ExceptionResolver::isPending() {
  return function.walk([](cxx::InvokeOp) { return WalkResult::interrupt(); }).wasInterrupted();
}

LogicalResult ExceptionResolver::resolveThrows() {
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
  return success();
}

void ExceptionResolver::terminate(ArrayRef<Operation *> inlined) {
  auto unit = UnitAttr::get(function.getContext());
  for (Operation *op : inlined) {
    if (isa<cxx::RaiseOp>(op)) {
      OpBuilder builder(op);
      emitTerminate(builder, op->getLoc());
      op->erase();
    } else if (isa<cxx::ExceptionOp>(op)) {
      op->setAttr("caught", unit);
    } else if (isa<func::CallOp, cxx::ResumeOp>(op)) {
      // Calls that are left, and what their exceptions end at.
      op->setAttr(terminatesAttribute, unit);
    }
  }
}

/// An exception that would leave a function that is noexcept.
void ExceptionResolver::terminateRaises() {
  if (!function->hasAttr(cxx::attr::noThrow))
    return;
  SmallVector<Operation *> inside;
  function.walk([&](Operation *op) { inside.push_back(op); });
  terminate(inside);
}

LogicalResult ExceptionResolver::finish(ProcessCall processCall) {
  if (failed(resolveThrows()))
    return failure();
  eraseUnreachable();
  if (!isPending() && failed(resolveHandlers(processCall)))
    return failure();
  terminateRaises();
  if (!isPending())
    bindHandlers();
  return success();
}

void ExceptionResolver::eraseUnreachable() {
  llvm::SetVector<Block *> reached = findReachable(&function.getBody().front());
  SmallVector<Block *> dead;
  for (Block &block : function.getBody())
    if (!reached.contains(&block))
      dead.push_back(&block);
  for (Block *block : dead) {
    handlers.remove(block);
    block->dropAllDefinedValueUses();
  }
  for (Block *block : dead)
    block->dropAllReferences();
  for (Block *block : dead)
    block->erase();
}
