// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handlers, once it is known which exceptions reach them: `throw;`, the end of the object, and
// where the object lies.

#include "ResolveExceptions.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/SymbolTable.h"

using namespace mlir;
using namespace costate;

ExceptionSet ExceptionKinds::findPossible(Value kind) const {
  ExceptionSet possible;
  SmallVector<Value> work = {kind};
  llvm::DenseSet<Value> visited;
  while (!work.empty()) {
    Value value = work.pop_back_val();
    if (!visited.insert(value).second)
      continue;
    APInt number;
    if (matchPattern(value, m_ConstantInt(&number))) {
      possible.insert(kinds[number.getZExtValue()]);
      continue;
    }
    if (auto choice = value.getDefiningOp<arith::SelectOp>()) {
      work.append({choice.getTrueValue(), choice.getFalseValue()});
      continue;
    }
    auto argument = cast<BlockArgument>(value);
    for (Block *before : argument.getOwner()->getPredecessors()) {
      auto jump = dyn_cast<BranchOpInterface>(before->getTerminator());
      for (auto [index, successor] : llvm::enumerate(before->getSuccessors()))
        if (jump && successor == argument.getOwner())
          work.push_back(jump.getSuccessorOperands(index)[argument.getArgNumber()]);
    }
  }
  return possible;
}

LogicalResult ExceptionResolver::resolveRethrow(cxx::RethrowOp rethrow) {
  Location location = rethrow.getLoc();
  OpBuilder builder(rethrow);
  Value object = rethrow.getObject();
  ExceptionSet possible = kinds.findPossible(rethrow.getKind());
  SmallVector<cxx::RaiseOp> raises;
  for (auto [index, exception] : llvm::enumerate(possible)) {
    Block *next = nullptr;
    if (index + 1 != possible.size()) {
      Value kind = arith::ConstantOp::create(builder, location,
                                             builder.getI32IntegerAttr(kinds.getKind(exception)));
      Value isKind = arith::CmpIOp::create(builder, location, arith::CmpIPredicate::eq,
                                           rethrow.getKind(), kind);
      auto *chosen = new Block();
      next = new Block();
      function.getBody().getBlocks().insert(std::next(rethrow->getBlock()->getIterator()), chosen);
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
  ExceptionSet possible = kinds.findPossible(kind);
  SmallVector<cxx::ExceptionAttr> destroyed;
  for (cxx::ExceptionAttr exception : possible)
    if (!exception.getDestructor().empty())
      destroyed.push_back(exception);
  bool isAlways = possible.size() == 1;
  SmallVector<func::CallOp> calls;
  for (cxx::ExceptionAttr exception : destroyed) {
    OpBuilder builder(end);
    Block *after = nullptr;
    if (!isAlways) {
      Value number = arith::ConstantOp::create(builder, location,
                                               builder.getI32IntegerAttr(kinds.getKind(exception)));
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

/// Whether the arguments are, for every jump, the object, its kind, and the same part of it.
static bool haveSamePaths(Block *handler) {
  SmallVector<Operation *> known;
  for (Block *before : handler->getPredecessors()) {
    auto jump = dyn_cast<cf::BranchOp>(before->getTerminator());
    if (!jump || jump.getNumOperands() > 3 || !isa<cxx::PtrType>(jump.getOperand(0).getType()))
      return false;
    Value object = stripCasts(jump.getOperand(0));
    SmallVector<Operation *> path;
    if (jump.getNumOperands() == 3)
      for (Value part = jump.getOperand(2); part != object; part = path.back()->getOperand(0)) {
        Operation *step = part.getDefiningOp();
        if (!isa_and_nonnull<cxx::CastOp, cxx::FieldOp>(step))
          return false;
        path.push_back(step);
      }
    bool isFirst = before == *handler->pred_begin();
    bool isSame = llvm::equal(path, known, [](Operation *a, Operation *b) {
      return a->getName() == b->getName() && a->getAttrDictionary() == b->getAttrDictionary() &&
             a->getPropertiesAsAttribute() == b->getPropertiesAsAttribute() &&
             a->getResultTypes() == b->getResultTypes();
    });
    if (!isFirst && !isSame)
      return false;
    known = path;
  }
  return true;
}

/// A handler that one type reaches, thrown from storage of this function: all throws share one
/// object, since only one of them is alive. Its arguments are then known.
bool ExceptionResolver::bindHandler(Block *handler) {
  if (handler->hasNoPredecessors() || handler->getNumArguments() < 2)
    return false;
  ExceptionSet types = kinds.findPossible(handler->getArgument(1));
  if (types.size() != 1)
    return false;
  // Promotion may have given the handler arguments of other kinds.
  if (!haveSamePaths(handler))
    return false;
  cxx::AllocaOp shared;
  SmallVector<cxx::AllocaOp> others;
  for (Block *before : handler->getPredecessors()) {
    auto jump = dyn_cast<cf::BranchOp>(before->getTerminator());
    auto storage =
        jump ? stripCasts(jump.getDestOperands()[0]).getDefiningOp<cxx::AllocaOp>() : nullptr;
    if (!storage || storage.getElementType() != types.front().getObject() ||
        jump.getNumOperands() > 3)
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
  for (Block *handler : handlers)
    bindHandler(handler);
}

LogicalResult ExceptionResolver::resolveHandlers(ProcessCall processCall) {
  function.walk([&](Operation *op) {
    Value object;
    if (auto end = dyn_cast<cxx::EndCatchOp>(op))
      object = end.getObject();
    else if (auto rethrow = dyn_cast<cxx::RethrowOp>(op))
      object = rethrow.getObject();
    if (auto argument = dyn_cast_or_null<BlockArgument>(object))
      handlers.insert(argument.getOwner());
  });
  // Handlers of inner try blocks come first: what they throw again reaches the outer ones.
  SmallVector<cxx::RethrowOp> rethrows;
  function.walk([&](cxx::RethrowOp op) { rethrows.push_back(op); });
  for (cxx::RethrowOp op : rethrows)
    if (failed(resolveRethrow(op)))
      return failure();
  eraseUnreachable();
  SmallVector<cxx::EndCatchOp> ends;
  function.walk([&](cxx::EndCatchOp op) { ends.push_back(op); });
  for (cxx::EndCatchOp op : ends)
    if (failed(resolveEndCatch(op, processCall)))
      return failure();
  eraseUnreachable();
  return success();
}
