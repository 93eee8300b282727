// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `for` and `while` statements.
//
// Loops of the reverse sweep descend. Their forms are chosen so that no bound makes them run
// astray:
//   i < n:   for (int i = n; i-- > 0;)          also right for n < 0, and for unsigned types
//   i <= n:  for (int i = n; i >= 1; --i)       where the lower bound is not the least value
//   i > n:   for (int i = n; i++ < start;)      the primal loop descended
//   i >= n:  for (int i = n; i <= start; ++i)

#include "FunctionPrinter.h"
#include "SumOrder.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;
using cxx::LoopPredicate;

static llvm::StringRef getSymbol(LoopPredicate predicate) {
  switch (predicate) {
  case LoopPredicate::slt:
  case LoopPredicate::ult:
    return "<";
  case LoopPredicate::sle:
  case LoopPredicate::ule:
    return "<=";
  case LoopPredicate::sgt:
  case LoopPredicate::ugt:
    return ">";
  case LoopPredicate::sge:
  case LoopPredicate::uge:
    return ">=";
  case LoopPredicate::ne:
    return "!=";
  }
  llvm_unreachable("all predicates are handled");
}

static bool isInclusive(LoopPredicate predicate) {
  llvm::StringRef symbol = getSymbol(predicate);
  return symbol == "<=" || symbol == ">=";
}

std::string FunctionPrinter::spellForHeader(const LoopShape &shape, llvm::StringRef name) {
  CppType type = CppType::integer(shape.bits, shape.isSigned);
  auto initial = [&](Value value, const APInt &constant) {
    return value ? emit(value) : constantOf(constant, shape.bits);
  };
  auto bound = [&](Value value, const APInt &constant) {
    Expression expression = initial(value, constant);
    // A comparison converts a narrower bound by itself, an unsigned one against a signed variable
    // not.
    bool agrees = expression.type.isSigned == shape.isSigned && expression.type.bits <= shape.bits;
    bool isHarmless = expression.constant && !expression.constant->isNegative() &&
                      expression.type.bits <= shape.bits;
    return agrees || isHarmless ? expression : convert(expression, type);
  };
  Expression first = shape.reversed ? initial(shape.upper, shape.upperConstant)
                                    : initial(shape.lower, shape.lowerConstant);
  Expression last = shape.reversed ? bound(shape.lower, shape.lowerConstant)
                                   : bound(shape.upper, shape.upperConstant);
  auto side = [&](const Expression &e) { return in(e, Additive); };
  std::string variable = name.str();
  std::string start = "for (" + spell(type) + " " + variable + " = " + first.text + "; " + variable;
  llvm::StringRef symbol = getSymbol(shape.predicate);
  if (!shape.reversed) {
    std::string step = shape.step == 1    ? "++" + variable
                       : shape.step == -1 ? "--" + variable
                       : shape.step > 0   ? variable + " += " + std::to_string(shape.step)
                                          : variable + " -= " + std::to_string(-shape.step);
    return start + " " + symbol.str() + " " + side(last) + "; " + step + ")";
  }
  bool ascended = shape.step > 0;
  if (isInclusive(shape.predicate))
    return start + (ascended ? " >= " : " <= ") + side(last) + "; " + (ascended ? "--" : "++") +
           variable + ")";
  std::string opposite = shape.predicate == LoopPredicate::ne ? " != " : ascended ? " > " : " < ";
  return start + (ascended ? "--" : "++") + opposite + side(last) + ";)";
}

/// The first statement of the loop's body, where GCC must not vectorize it.
void FunctionPrinter::printOrder(Operation *loop) {
  if (!addsSeveralTerms(loop))
    return;
  context.keepsOrder = true;
  body.line("keep_order();");
}

void FunctionPrinter::printFor(scf::ForOp op) {
  enterVariables(collectAssignments(op.getRegionIterArgs(), op.getInitArgs()));
  const LoopShape &shape = plan.getLoop(op);
  std::string hint;
  for (Value value : llvm::concat<const Value>(shape.inductions, shape.iterations))
    if (hint.empty())
      hint = getSourceName(value).str();
  if (hint.empty())
    hint = getSourceName(op.getInductionVar()).str();
  // The sweeps' loops over one range have one name.
  for (Operation *user : op.getUpperBound().getUsers())
    if (auto other = dyn_cast<scf::ForOp>(user); other && hint.empty() && plan.isLive(other))
      for (Value value : plan.getLoop(other).inductions)
        if (hint.empty())
          hint = getSourceName(value).str();
  if (hint.empty())
    hint = shape.inductions.empty() ||
                   isa_and_nonnull<cxx::InductionOp>(shape.inductions.front().getDefiningOp())
               ? "i"
               : "k";
  enterScope();
  CppType type = CppType::integer(shape.bits, shape.isSigned);
  std::string name = names.declare(hint);
  loopNames[op] = {name, type};
  std::string header = spellForHeader(shape, name);
  auto lines = captureBlock(
      *op.getBody(),
      [&] { assignAtOnce(collectAssignments(op.getRegionIterArgs(), op.getYieldedValues())); },
      [&] { printOrder(op); });
  // An empty statement would be warned of.
  bool braces = lines.size() != 1;
  printGuarded(header, lines, braces);
  if (braces)
    body.line("}");
  leaveScope();
}

void FunctionPrinter::printWhile(scf::WhileOp op) {
  enterVariables(collectAssignments(op.getBeforeArguments(), op.getInits()));
  // Results live on after the loop.
  scf::ConditionOp condition = op.getConditionOp();
  for (Value result : op.getResults()) {
    Variable *variable = plan.getVariable(result);
    if (variable && !variableNames.contains(variable))
      declareVariable(variable, Value());
  }
  auto results = collectAssignments(op.getResults(), condition.getArgs());
  llvm::erase_if(results, [&](const Assignment &a) { return isCurrent(a); });
  bool testsFirst =
      results.empty() && llvm::all_of(op.getBeforeBody()->without_terminator(),
                                      [&](Operation &inner) { return plan.isSilent(&inner); });
  auto atEnd = [&] {
    assignAtOnce(collectAssignments(op.getBeforeArguments(), op.getYieldedValues()));
  };
  if (testsFirst) {
    std::string head = "while (" + emit(condition.getCondition()).text + ")";
    auto lines = captureBlock(*op.getAfterBody(), atEnd, [&] { printOrder(op); });
    bool braces = lines.size() != 1;
    printGuarded(head, lines, braces);
    if (braces)
      body.line("}");
    return;
  }
  // The test stands in the middle: both parts share one scope.
  enterScope();
  auto lines = body.capture([&] {
    printOrder(op);
    printBlock(*op.getBeforeBody());
    bool isOverwritten = llvm::any_of(results, [&](const Assignment &a) {
      return readsVariable(condition.getCondition(), a.variable);
    });
    std::string exit = "!" + in(emit(condition.getCondition()), Unary);
    if (isOverwritten) {
      std::string name = names.declare("again");
      body.line("const bool " + name + " = " + emit(condition.getCondition()).text + ";");
      exit = "!" + name;
    } else {
      exit = negate(condition.getCondition()).text;
    }
    assignAtOnce(results);
    body.line("if (" + exit + ")");
    body.indent();
    body.line("break;");
    body.outdent();
    printBlock(*op.getAfterBody());
    atEnd();
  });
  leaveScope();
  printGuarded("while (true)", lines, true);
  body.line("}");
}
