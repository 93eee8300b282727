// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `if` with chains of `else if`, and `switch`.

#include "FunctionPrinter.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

std::vector<LineWriter::Line> FunctionPrinter::captureBlock(Block &block,
                                                            llvm::function_ref<void()> atEnd,
                                                            llvm::function_ref<void()> atStart) {
  enterScope();
  auto lines = body.capture([&] {
    atStart();
    printBlock(block);
    atEnd();
  });
  leaveScope();
  return lines;
}

void FunctionPrinter::printGuarded(llvm::StringRef head, const std::vector<LineWriter::Line> &lines,
                                   bool braces) {
  body.line((head + (braces ? " {" : "")).str());
  body.append(lines);
}

/// Whether a block's text can stand without braces.
static bool isSingle(const std::vector<LineWriter::Line> &lines) { return lines.size() == 1; }

void FunctionPrinter::printIf(scf::IfOp op, llvm::StringRef head) {
  SmallVector<Variable *> fresh;
  for (OpResult result : op.getResults()) {
    Variable *variable = plan.getVariable(result);
    if (variable && !variableNames.contains(variable) && !llvm::is_contained(fresh, variable))
      fresh.push_back(variable);
  }
  bool hasElse = !op.getElseRegion().empty();
  bool elseIsSilent =
      hasElse && llvm::all_of(op.getElseRegion().front().without_terminator(),
                              [&](Operation &inner) { return plan.isSilent(&inner); });
  // Where the other branch only picks values, they are the initial ones: `x = b; if (c) x = a;`.
  llvm::SmallPtrSet<Variable *, 4> initialized;
  for (Variable *variable : fresh) {
    Value initial;
    if (elseIsSilent)
      for (OpResult result : op.getResults())
        if (plan.getVariable(result) == variable)
          initial = op.elseYield()->getOperand(result.getResultNumber());
    // The text of the value must not depend on anything inside of the branch.
    Operation *definition = initial ? plan.resolve(initial).getDefiningOp() : nullptr;
    if (definition && op->isProperAncestor(definition) &&
        !definition->hasTrait<OpTrait::ConstantLike>())
      initial = Value();
    declareVariable(variable, initial);
    if (initial)
      initialized.insert(variable);
  }

  auto atEnd = [&](Region &region, bool isElse) {
    SmallVector<Assignment> assignments =
        collectAssignments(op.getResults(), region.front().getTerminator()->getOperands());
    if (isElse)
      llvm::erase_if(assignments,
                     [&](const Assignment &a) { return initialized.contains(a.variable); });
    assignAtOnce(assignments);
  };
  Expression condition = emit(op.getCondition());
  Expression opposite = negate(op.getCondition());
  auto thenLines = captureBlock(*op.thenBlock(), [&] { atEnd(op.getThenRegion(), false); });
  std::vector<LineWriter::Line> elseLines;
  scf::IfOp chained;
  if (hasElse) {
    // `else if`: the other branch is one more `if` and nothing else.
    SmallVector<Operation *> statements;
    for (Operation &inner : op.elseBlock()->without_terminator())
      if (!plan.isSilent(&inner))
        statements.push_back(&inner);
    auto assignments = collectAssignments(op.getResults(), op.elseYield()->getOperands());
    bool assignsNothing = llvm::all_of(assignments, [&](const Assignment &a) {
      return isCurrent(a) || initialized.contains(a.variable);
    });
    auto inner = statements.size() == 1 ? dyn_cast<scf::IfOp>(statements.front()) : scf::IfOp();
    bool needsDeclaration = inner && llvm::any_of(inner.getResults(), [&](Value result) {
                              Variable *variable = plan.getVariable(result);
                              return variable && !variableNames.contains(variable);
                            });
    if (inner && assignsNothing && !needsDeclaration && !plan.isTernaryExpression(inner) &&
        !thenLines.empty())
      chained = inner;
    else
      elseLines = captureBlock(*op.elseBlock(), [&] { atEnd(op.getElseRegion(), true); });
  }
  std::string start = (head + " (").str();
  if (thenLines.empty() && !chained) {
    if (elseLines.empty())
      return;
    printGuarded(start + opposite.text + ")", elseLines, !isSingle(elseLines));
    if (!isSingle(elseLines))
      body.line("}");
    return;
  }
  bool braces = !isSingle(thenLines) || chained || (!elseLines.empty() && !isSingle(elseLines));
  printGuarded(start + condition.text + ")", thenLines, braces);
  if (chained)
    return printIf(chained, "} else if");
  if (!elseLines.empty())
    printGuarded(braces ? "} else" : "else", elseLines, braces);
  if (braces)
    body.line("}");
}

/// Whether an integer of the type can have the value; compilers warn about other cases.
static bool mayBe(CppType type, int64_t value) {
  if (!type.isInteger() || type.bits >= 64)
    return true;
  return type.isSigned ? llvm::isIntN(type.bits, value) : llvm::isUIntN(type.bits, value);
}

void FunctionPrinter::printSwitch(scf::IndexSwitchOp op) {
  for (OpResult result : op.getResults()) {
    Variable *variable = plan.getVariable(result);
    if (variable && !variableNames.contains(variable))
      declareVariable(variable, Value());
  }
  // Cases are signed, the index is not: a 64-bit value is switched over as it was.
  auto cast = op.getArg().getDefiningOp<arith::IndexCastUIOp>();
  bool isWide = cast && cast.getIn().getType().isInteger(64);
  Expression index = isWide ? convert(emit(cast.getIn()), CppType::integer(64, /*isSigned=*/true))
                            : emit(op.getArg());
  if (index.type.kind == CppType::Bool)
    index = convert(index, CppType::integer(32, /*isSigned=*/true));
  body.line("switch (" + index.text + ") {");
  auto printCase = [&](const std::string &label, Region &region) {
    bool braces = false;
    auto lines = captureBlock(region.front(), [&] {
      assignAtOnce(
          collectAssignments(op.getResults(), region.front().getTerminator()->getOperands()));
      body.line("break;");
      // Declarations must not be jumped over.
      braces = names.hasDeclarations();
    });
    printGuarded(label, lines, braces);
    if (braces)
      body.line("}");
  };
  for (auto [value, region] : llvm::zip_equal(op.getCases(), op.getCaseRegions()))
    if (mayBe(index.type, value))
      printCase("case " + std::to_string(value) + ":", region);
  printCase("default:", op.getDefaultRegion());
  body.line("}");
}
