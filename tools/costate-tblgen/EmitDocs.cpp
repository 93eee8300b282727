// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules -> the tables of docs/Numerics.md. Formulas are printed from the dags, so they cannot
// differ from what is emitted; the values at special points are the expectations that the tests
// check exactly.

#include "Rule.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/TableGen/Error.h"

using namespace llvm;

namespace costate::tblgen {
namespace {

std::string replaceAll(std::string text, StringRef from, StringRef to) {
  for (size_t at = 0; (at = text.find(from.str(), at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to.str());
  return text;
}

/// A C++ expression as documentation writes it.
std::string beautify(std::string expression) {
  for (auto [from, to] :
       {std::pair("std::", ""), std::pair("INFINITY", "inf"), std::pair("NAN", "NaN"),
        std::pair("M_PI", "pi"), std::pair("0x1.fffffffffffffp+2", "8 - ulp")})
    expression = replaceAll(expression, from, to);
  return replaceAll(expression, "|", "\\|");
}

/// A formula with the binding strength of its outermost operator.
struct Formula {
  std::string text;
  int precedence;
};
constexpr int selectPrecedence = -1, unaryPrecedence = 5, atomPrecedence = 6;

std::string parenthesize(const Formula &formula, int required) {
  return formula.precedence < required ? "(" + formula.text + ")" : formula.text;
}

Formula formatNode(const DagInit *dag);

Formula formatLeaf(const Init *leaf, StringRef name) {
  if (auto *inner = dyn_cast<DagInit>(leaf))
    return formatNode(inner);
  if (!name.empty())
    return {name.str(), atomPrecedence};
  if (auto *text = dyn_cast<StringInit>(leaf))
    return {text->getValue().str(), atomPrecedence};
  if (auto *definition = dyn_cast<DefInit>(leaf))
    return {definition->getDef()->getValueAsString("text").str(), unaryPrecedence};
  return {leaf->getAsString(), atomPrecedence};
}

Formula formatInfix(const Record *node, const std::vector<Formula> &operands) {
  int precedence = node->getValueAsInt("precedence");
  return {parenthesize(operands[0], precedence) + " " + node->getValueAsString("text").str() + " " +
              parenthesize(operands[1], precedence + 1),
          precedence};
}

Formula formatNode(const DagInit *dag) {
  const Record *node = cast<DefInit>(dag->getOperator())->getDef();
  std::vector<Formula> operands;
  for (unsigned i = 0; i < dag->getNumArgs(); ++i)
    operands.push_back(formatLeaf(dag->getArg(i), dag->getArgNameStr(i)));
  std::string text = node->getValueAsString("text").str();
  if (node->isSubClassOf("Infix"))
    return formatInfix(node, operands);
  if (node->getName() == "Same")
    return operands[0];
  if (node->getName() == "Inactive")
    return {text, atomPrecedence};
  if (node->getName() == "Neg" || node->isSubClassOf("NegateIf"))
    return {text + parenthesize(operands[0], unaryPrecedence + 1), unaryPrecedence};
  if (node->getName() == "Select")
    return {parenthesize(operands[0], selectPrecedence + 1) + " ? " +
                parenthesize(operands[1], selectPrecedence + 1) + " : " + operands[2].text,
            selectPrecedence};
  std::vector<std::string> texts;
  for (const Formula &operand : operands)
    texts.push_back(operand.text);
  return {text + "(" + join(texts, ", ") + ")", atomPrecedence};
}

std::string titleOf(const Rule &rule) {
  if (!rule.hasOperation() && rule.title.empty())
    return "`" + rule.primal + "`";
  return "`" + beautify(rule.title.empty() ? rule.primal : rule.title) + "`";
}

void emitFormulas(raw_ostream &os, const std::vector<Rule> &rules) {
  os << "| function | contribution to each operand | notes |\n|---|---|---|\n";
  for (const Rule &rule : rules) {
    if (rule.isInactive() || !rule.hasOperation())
      continue;
    std::vector<std::string> partials;
    for (auto [argument, partial] : llvm::zip(rule.arguments, rule.partials))
      partials.push_back(argument + ": `" + formatNode(partial.dag).text + "`");
    os << "| " << titleOf(rule) << " | " << join(partials, "<br>") << " | " << beautify(rule.notes)
       << " |\n";
  }
}

void emitSpecialPoints(raw_ostream &os, const std::vector<Rule> &rules) {
  os << "| derivative of | -inf | -0 | +0 | +inf | NaN | elsewhere "
        "|\n|---|---|---|---|---|---|---|\n";
  for (const Rule &rule : rules) {
    if (rule.atSpecial.empty() || rule.isInactive())
      continue;
    os << "| " << titleOf(rule);
    for (const std::string &value : rule.atSpecial)
      os << " | " << beautify(value);
    std::vector<std::string> elsewhere;
    for (const Edge &edge : rule.edges)
      elsewhere.push_back("at " + beautify(edge.at) + ": " + beautify(edge.partials[0]));
    os << " | " << join(elsewhere, "; ") << " |\n";
  }
}

void emitEdges(raw_ostream &os, const std::vector<Rule> &rules) {
  os << "| derivatives of | (operands): (partials) |\n|---|---|\n";
  for (const Rule &rule : rules) {
    if (rule.edges.empty() || !rule.atSpecial.empty() || rule.isInactive())
      continue;
    std::vector<std::string> edges;
    for (const Edge &edge : rule.edges)
      edges.push_back("(" + beautify(edge.at) + "): (" + beautify(join(edge.partials, ", ")) + ")");
    os << "| " << titleOf(rule) << " | " << join(edges, "; ") << " |\n";
  }
}

void emitInactive(raw_ostream &os, const std::vector<Rule> &rules) {
  std::vector<std::string> titles;
  for (const Rule &rule : rules)
    if (rule.isInactive())
      titles.push_back(titleOf(rule));
  os << join(titles, ", ") << "\n";
}

} // namespace

bool emitDocs(raw_ostream &os, const RecordKeeper &records) {
  std::vector<Rule> rules = readRules(records);
  os << "### Contributions\n\n";
  emitFormulas(os, rules);
  os << "\n### One operand: values at special points\n\n";
  emitSpecialPoints(os, rules);
  os << "\n### Several operands: values at kinks and edges\n\n";
  emitEdges(os, rules);
  os << "\n### No derivative\n\nThe result does not vary; nothing is emitted and nothing is "
        "recorded: ";
  emitInactive(os, rules);
  return false;
}

} // namespace costate::tblgen
