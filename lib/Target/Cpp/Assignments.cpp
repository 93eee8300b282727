// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Assignments to mutable variables. At the end of a loop's body all that it carries changes at
// once; C++ assigns one after the other, so the order matters, and swaps need a temporary.

#include "FunctionPrinter.h"

#include "mlir/Dialect/UB/IR/UBOps.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

bool FunctionPrinter::readsVariable(Value value, Variable *variable) {
  value = plan.resolve(value);
  if (plan.getVariable(value) == variable)
    return true;
  Operation *op = value.getDefiningOp();
  if (!op || bound.contains(value) || !plan.isInlined(op))
    return false;
  return llvm::any_of(plan.getPrintedOperands(op),
                      [&](Value operand) { return readsVariable(operand, variable); });
}

SmallVector<FunctionPrinter::Assignment> FunctionPrinter::collectAssignments(ValueRange targets,
                                                                             ValueRange values) {
  SmallVector<Assignment> assignments;
  for (auto [target, value] : llvm::zip_equal(targets, values))
    if (Variable *variable = plan.getVariable(target))
      assignments.push_back({variable, value, ""});
  return assignments;
}

/// `target op= rest`, if the value is an operation on the target's own content.
bool FunctionPrinter::printCompound(const Expression &target, Value value) {
  value = plan.resolve(value);
  Operation *op = value.getDefiningOp();
  bool isCounter = plan.getInductionLoop(value) || plan.getIterationLoop(value);
  if (!op || isCounter || bound.contains(value) || !plan.isInlined(op))
    return false;
  if (auto offset = dyn_cast<cxx::OffsetOp>(op)) {
    if (emit(offset.getBase()).text != target.text)
      return false;
    Expression index = emitSubscript(offset.getIndex());
    bool isUnit = index.constant && index.constant->abs().isOne();
    bool isBack = index.constant && index.constant->isNegative();
    if (isUnit)
      body.line((isBack ? "--" : "++") + target.text + ";");
    else
      body.line(target.text + (isBack ? " -= " + index.text.substr(1) : " += " + index.text) + ";");
    return true;
  }
  std::optional<BinaryParts> parts = splitBinary(op);
  // The operator must work in the target's own type.
  if (!parts || parts->type != target.type)
    return false;
  Expression rest;
  if (parts->lhs.text == target.text)
    rest = parts->rhs;
  else if (parts->isCommutative && parts->rhs.text == target.text)
    rest = parts->lhs;
  else
    return false;
  llvm::StringRef symbol = parts->symbol;
  if ((symbol == "+" || symbol == "-") && rest.precedence == Unary &&
      llvm::StringRef(rest.text).starts_with("-")) {
    rest.text.erase(0, 1);
    symbol = symbol == "+" ? "-" : "+";
    bool isWrapped = rest.text.front() == '(' && rest.text.back() == ')' &&
                     llvm::StringRef(rest.text).count('(') == 1;
    if (isWrapped)
      rest.text = rest.text.substr(1, rest.text.size() - 2);
  }
  if (rest.text == "1" && (symbol == "+" || symbol == "-"))
    body.line((symbol + symbol).str() + target.text + ";");
  else
    body.line(target.text + " " + symbol.str() + "= " + rest.text + ";");
  return true;
}

void FunctionPrinter::printAssignment(const Expression &target, Value value) {
  if (printCompound(target, value))
    return;
  // An object that keeps its value needs no statement, and compilers warn about one.
  std::string text = emit(value).text;
  if (text != target.text)
    body.line(target.text + " = " + text + ";");
}

/// The text of a pointer to const as one without; a `void *` is written as what it was made from.
std::string FunctionPrinter::removeConst(Type type, llvm::StringRef text) {
  std::string source = text.str();
  if (isa<NoneType>(cast<cxx::PtrType>(type).getPointee()))
    source = "static_cast<const void *>(" + source + ")";
  return "const_cast<" + spellType(type) + ">(" + source + ")";
}

/// A pointer as the initial or new value of one that is declared without const.
std::string FunctionPrinter::emitPointerFor(bool targetIsConst, Value value) {
  std::string text = emit(value).text;
  if (targetIsConst || !isa<cxx::PtrType>(value.getType()) || !pointsToConst(value))
    return text;
  return removeConst(value.getType(), text);
}

void FunctionPrinter::assignAtOnce(SmallVector<Assignment> pending) {
  llvm::erase_if(pending, [&](const Assignment &assignment) { return isCurrent(assignment); });
  auto isReadByOthers = [&](const Assignment &candidate) {
    return llvm::any_of(pending, [&](const Assignment &other) {
      return &other != &candidate && other.temporary.empty() &&
             readsVariable(other.value, candidate.variable);
    });
  };
  while (!pending.empty()) {
    auto ready = llvm::find_if(pending, [&](const Assignment &a) { return !isReadByOthers(a); });
    if (ready == pending.end()) {
      // Every variable is still read by another assignment: save one new value first.
      Assignment &first =
          *llvm::find_if(pending, [](const Assignment &a) { return a.temporary.empty(); });
      first.temporary = names.declare(variableNames[first.variable] + "_next");
      std::string declaration =
          isa<cxx::PtrType>(first.variable->type)
              ? declarePointer(first.variable->values.front(), first.temporary, true)
              : "const " + declare(first.variable->type, first.temporary, false,
                                   first.variable->isUnsigned);
      body.line(declaration + " = " + emit(first.value).text + ";");
      continue;
    }
    Assignment next = *ready;
    pending.erase(ready);
    Expression target = emit(next.variable->values.front());
    bool isConst = constVariables.contains(next.variable);
    if (!next.temporary.empty())
      body.line(target.text + " = " + next.temporary + ";");
    else if (!isConst && isa<cxx::PtrType>(next.variable->type) && pointsToConst(next.value))
      body.line(target.text + " = " + emitPointerFor(false, next.value) + ";");
    else
      printAssignment(target, next.value);
  }
}

void FunctionPrinter::declareVariable(Variable *variable, Value initial) {
  std::string hint =
      variable->hint.empty() ? suggestName(variable->values.front()) : variable->hint;
  bool isPointer = isa<cxx::PtrType>(variable->type);
  if (isPointer && isReadOnlyPointer(variable->values.front()))
    constVariables.insert(variable);
  std::string text = initial ? emitPointerFor(constVariables.contains(variable), initial) : "";
  std::string name = names.declare(hint);
  variableNames[variable] = name;
  std::string declaration = isPointer ? declarePointer(variable->values.front(), name, true)
                                      : declare(variable->type, name, false, variable->isUnsigned);
  spell(getCanonicalType(variable->type).kind == CppType::Other ? CppType::boolean()
                                                                : getCanonicalType(variable->type));
  body.line(declaration + (text.empty() ? "" : " = " + text) + ";");
}

void FunctionPrinter::enterVariables(ArrayRef<Assignment> assignments) {
  SmallVector<Assignment> existing;
  for (const Assignment &assignment : assignments) {
    if (variableNames.contains(assignment.variable))
      existing.push_back(assignment);
    else
      declareVariable(assignment.variable, assignment.value);
  }
  assignAtOnce(existing);
}
