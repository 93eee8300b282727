// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops and switches as blocks and jumps; their shape is recovered by the normalization.

#include "FunctionImporter.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "clang/AST/StmtCXX.h"

using namespace costate;
using namespace costate::frontend;

void FunctionImporter::emitLoopBody(const Stmt *body, const JumpTargets &targets) {
  llvm::SaveAndRestore<JumpTargets> saved(jumps, targets);
  emitStatement(body);
  emitCleanups(targets.continueDepth);
  jump(targets.continueTarget, body->getEndLoc());
}

Block *FunctionImporter::createExit(Block *target, size_t depth, SourceLocation location) {
  if (cleanups.depth() == depth)
    return target;
  mlir::OpBuilder::InsertionGuard guard(builder);
  Block *exit = createBlock();
  continueIn(exit);
  emitCleanups(depth);
  jump(target, location);
  return exit;
}

void FunctionImporter::emitFor(const clang::ForStmt *statement) {
  SourceLocation location = statement->getForLoc();
  CleanupScope scope(*this);
  if (statement->getInit())
    emitStatement(statement->getInit());
  Block *header = createBlock(), *body = createBlock(), *latch = createBlock(),
        *end = createBlock();
  jump(header, location);
  llvm::SaveAndRestore<unsigned> depth(loopDepth, loopDepth + 1);
  continueIn(header);
  // A variable that the condition declares lives for one iteration, with the increment.
  size_t outside = cleanups.depth();
  CleanupScope iteration(*this);
  if (statement->getConditionVariable())
    emitLocalVariable(statement->getConditionVariable());
  if (!statement->getCond())
    jump(body, location);
  else if (emitBranch(statement->getCond(), body, createExit(end, outside, location)).failed())
    return;
  continueIn(body);
  emitLoopBody(statement->getBody(), {end, latch, outside, cleanups.depth()});
  continueIn(latch);
  if (statement->getInc()) {
    FullExpression increment(*this);
    emitIgnored(statement->getInc());
  }
  iteration.leave();
  jump(header, location);
  continueIn(end);
}

void FunctionImporter::emitWhile(const clang::WhileStmt *statement) {
  SourceLocation location = statement->getWhileLoc();
  Block *header = createBlock(), *body = createBlock(), *end = createBlock();
  jump(header, location);
  llvm::SaveAndRestore<unsigned> depth(loopDepth, loopDepth + 1);
  continueIn(header);
  size_t outside = cleanups.depth();
  CleanupScope iteration(*this);
  if (statement->getConditionVariable())
    emitLocalVariable(statement->getConditionVariable());
  if (emitBranch(statement->getCond(), body, createExit(end, outside, location)).failed())
    return;
  continueIn(body);
  emitLoopBody(statement->getBody(), {end, header, outside, outside});
  iteration.forget();
  continueIn(end);
}

void FunctionImporter::emitDo(const clang::DoStmt *statement) {
  Block *body = createBlock(), *condition = createBlock(), *end = createBlock();
  jump(body, statement->getDoLoc());
  llvm::SaveAndRestore<unsigned> depth(loopDepth, loopDepth + 1);
  continueIn(body);
  emitLoopBody(statement->getBody(), {end, condition, cleanups.depth(), cleanups.depth()});
  continueIn(condition);
  if (emitBranch(statement->getCond(), body, end).failed())
    return;
  continueIn(end);
}

void FunctionImporter::emitRangeFor(const clang::CXXForRangeStmt *statement) {
  if (statement->getCoawaitLoc().isValid())
    return void(
        refuse(statement->getForLoc(), "unsupported-coroutine", "coroutines are not supported"));
  CleanupScope scope(*this);
  if (statement->getInit())
    emitStatement(statement->getInit());
  emitStatement(statement->getRangeStmt());
  const auto *range = llvm::cast<clang::VarDecl>(statement->getRangeStmt()->getSingleDecl());
  QualType rangeType = range->getType().getNonReferenceType();
  if (const clang::ConstantArrayType *array = ast.getAsConstantArrayType(rangeType)) {
    if (variables.lookup(range))
      emitArrayRangeFor(statement, array->getZExtSize());
    return;
  }
  emitStatement(statement->getBeginStmt());
  emitStatement(statement->getEndStmt());
  SourceLocation location = statement->getForLoc();
  Block *header = createBlock(), *body = createBlock(), *latch = createBlock(),
        *end = createBlock();
  jump(header, location);
  llvm::SaveAndRestore<unsigned> depth(loopDepth, loopDepth + 1);
  continueIn(header);
  if (emitBranch(statement->getCond(), body, end).failed())
    return;
  continueIn(body);
  size_t outside = cleanups.depth();
  CleanupScope iteration(*this);
  emitStatement(statement->getLoopVarStmt());
  emitLoopBody(statement->getBody(), {end, latch, outside, outside});
  iteration.forget();
  continueIn(latch);
  {
    FullExpression increment(*this);
    emitIgnored(statement->getInc());
  }
  jump(header, location);
  continueIn(end);
}

// Arrays have a known extent: count, so that the loop is a counted one for what follows. The
// iterator variable of the AST is set anew in each iteration.
void FunctionImporter::emitArrayRangeFor(const clang::CXXForRangeStmt *statement, uint64_t size) {
  SourceLocation location = statement->getForLoc();
  const auto *range = llvm::cast<clang::VarDecl>(statement->getRangeStmt()->getSingleDecl());
  const auto *begin = llvm::cast<clang::VarDecl>(statement->getBeginStmt()->getSingleDecl());
  mlir::Type pointer = importType(begin->getType(), location);
  if (!pointer)
    return;
  Value iterator = createAlloca(pointer, "", location);
  variables[begin] = iterator;
  Value counter = createAlloca(builder.getI64Type(), "", location);
  store(constantIndex(0, location), counter, location);
  Block *header = createBlock(), *body = createBlock(), *latch = createBlock(),
        *end = createBlock();
  jump(header, location);
  llvm::SaveAndRestore<unsigned> depth(loopDepth, loopDepth + 1);
  continueIn(header);
  Value more = mlir::arith::CmpIOp::create(builder, at(location), mlir::arith::CmpIPredicate::slt,
                                           load(counter, location), constantIndex(size, location));
  branch(more, body, end, location);
  continueIn(body);
  Value current = element(variables.lookup(range), load(counter, location), location);
  store(castPointer(current, pointer, location), iterator, location);
  size_t outside = cleanups.depth();
  CleanupScope iteration(*this);
  emitStatement(statement->getLoopVarStmt());
  emitLoopBody(statement->getBody(), {end, latch, outside, outside});
  iteration.forget();
  continueIn(latch);
  Value next = mlir::arith::AddIOp::create(builder, at(location), load(counter, location),
                                           constantIndex(1, location),
                                           mlir::arith::IntegerOverflowFlags::nsw);
  store(next, counter, location);
  jump(header, location);
  continueIn(end);
}

void FunctionImporter::emitSwitch(const clang::SwitchStmt *statement) {
  SourceLocation location = statement->getSwitchLoc();
  CleanupScope scope(*this);
  if (statement->getInit())
    emitStatement(statement->getInit());
  if (statement->getConditionVariable())
    emitLocalVariable(statement->getConditionVariable());
  Value flag = emitScalar(statement->getCond());
  if (!flag)
    return;
  Block *end = createBlock(), *defaultBlock = end;
  llvm::SmallVector<llvm::APInt> values;
  llvm::SmallVector<Block *> blocks;
  unsigned width = flag.getType().getIntOrFloatBitWidth();
  for (const clang::SwitchCase *label = statement->getSwitchCaseList(); label;
       label = label->getNextSwitchCase()) {
    Block *block = caseBlocks[label] = createBlock();
    const auto *caseLabel = llvm::dyn_cast<clang::CaseStmt>(label);
    if (!caseLabel) {
      defaultBlock = block;
      continue;
    }
    llvm::APSInt first = caseLabel->getLHS()->EvaluateKnownConstInt(ast), last = first;
    if (caseLabel->getRHS())
      last = caseLabel->getRHS()->EvaluateKnownConstInt(ast);
    // A range is a label for each of its values; an empty one is none.
    if (last - first > 1024 && first <= last)
      return void(refuse(label->getKeywordLoc(), "unsupported-case-range",
                         "ranges of more than 1024 case labels are not supported"));
    for (int64_t distance = (last - first).getExtValue(); first <= last && distance >= 0;
         --distance) {
      llvm::APSInt value(first + uint64_t(distance), first.isUnsigned());
      values.push_back(value.extOrTrunc(width));
      blocks.push_back(block);
    }
  }
  // Clang lists the labels from the last to the first.
  std::reverse(values.begin(), values.end());
  std::reverse(blocks.begin(), blocks.end());
  llvm::SmallVector<mlir::ValueRange> operands(blocks.size());
  mlir::cf::SwitchOp::create(builder, at(location), flag, defaultBlock, mlir::ValueRange(), values,
                             blocks, operands);
  startUnreachable();
  {
    llvm::SaveAndRestore<JumpTargets> saved(
        jumps, JumpTargets{end, jumps.continueTarget, cleanups.depth(), jumps.continueDepth});
    emitStatement(statement->getBody());
  }
  jump(end, location);
  continueIn(end);
}
