// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules -> external models of ScalarRuleInterface (ScalarRules.cpp.inc).

#include "Rule.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/TableGen/Error.h"

#include <map>

using namespace llvm;

namespace costate::tblgen {
namespace {

/// Writes one partial as a sequence of RuleBuilder calls, one statement per distinct node: the
/// order of emitted operations must not depend on the host compiler's order of argument evaluation.
class PartialWriter {
public:
  PartialWriter(const Rule &rule, raw_ostream &os) : rule(rule), os(os) {}

  void write(const Partial &partial) {
    for (unsigned operand : partial.operandsUsed)
      os << formatv("      ::mlir::Value {0} = primal.operand({1});\n", operandName(operand),
                    operand);
    if (partial.usesResult)
      os << "      ::mlir::Value primalResult = primal.result();\n";
    std::string contribution = writeNode(partial.dag, /*isContribution=*/true);
    os << "      return " << contribution << ";\n";
  }

private:
  std::string operandName(unsigned operand) { return "primal_" + rule.arguments[operand]; }

  std::string writeStatement(const std::string &expression) {
    auto [entry, isNew] = statements.try_emplace(expression, "");
    if (isNew) {
      entry->second = "v" + std::to_string(statements.size());
      os << "      ::mlir::Value " << entry->second << " = rule." << expression << ";\n";
    }
    return entry->second;
  }

  std::string writeNode(const DagInit *dag, bool isContribution = false) {
    const Record *node = cast<DefInit>(dag->getOperator())->getDef();
    std::vector<std::string> operands;
    if (node->isSubClassOf("NegateIf"))
      operands.push_back("typed." + node->getValueAsString("accessor").str());
    for (unsigned i = 0; i < dag->getNumArgs(); ++i)
      operands.push_back(writeLeaf(dag->getArg(i), dag->getArgNameStr(i)));
    if (isContribution)
      os << "      rule.beginContribution();\n";
    return writeStatement(node->getValueAsString("method").str() + "(" + join(operands, ", ") +
                          ")");
  }

  std::string writeLeaf(const Init *leaf, StringRef name) {
    if (auto *inner = dyn_cast<DagInit>(leaf))
      return writeNode(inner);
    if (name == "d")
      return "seed";
    if (name == "r")
      return "primalResult";
    if (!name.empty())
      return operandName(rule.findArgument(name));
    if (auto *integer = dyn_cast<IntInit>(leaf))
      return writeStatement("number(\"" + std::to_string(integer->getValue()) + ".0\")");
    if (auto *text = dyn_cast<StringInit>(leaf))
      return writeStatement("number(\"" + text->getValue().str() + "\")");
    if (auto *definition = dyn_cast<DefInit>(leaf))
      if (definition->getDef()->isSubClassOf("Number"))
        return writeStatement("number(\"" + definition->getDef()->getValueAsString("value").str() +
                              "\")");
    PrintFatalError(rule.record, "a leaf is '$name', an integer, a string or a Number");
  }

  const Rule &rule;
  raw_ostream &os;
  std::map<std::string, std::string> statements;
};

void writeApplyPartial(const Rule &rule, raw_ostream &os) {
  os << "  ::mlir::Value applyPartial(::mlir::Operation *op, unsigned operand, ::mlir::Value "
        "seed,\n"
        "                             ::costate::PrimalContext &primal, ::mlir::OpBuilder "
        "&builder,\n"
        "                             ::mlir::Location location) const {\n";
  os << formatv("    [[maybe_unused]] auto typed = ::llvm::cast<{0}>(op);\n", rule.opClass);
  os << "    [[maybe_unused]] RuleBuilder rule(op, seed, builder, location);\n"
        "    switch (operand) {\n";
  for (auto [index, partial] : llvm::enumerate(rule.partials)) {
    if (!partial.active)
      continue;
    os << formatv("    case {0}: {{\n", index);
    PartialWriter(rule, os).write(partial);
    os << "    }\n";
  }
  os << "    default:\n      return {};\n    }\n  }\n";
}

void writeIsDifferentiable(const Rule &rule, raw_ostream &os) {
  std::vector<std::string> active;
  for (auto [index, partial] : llvm::enumerate(rule.partials))
    if (partial.active)
      active.push_back(formatv("operand == {0}", index).str());
  os << "  bool isDifferentiableOperand(::mlir::Operation *op, unsigned operand) const {\n";
  if (active.empty())
    os << "    return false;\n";
  else
    os << "    return (" << join(active, " || ") << ") && isFloat(op, operand);\n";
  os << "  }\n";
}

void writePrimalUses(const Rule &rule, raw_ostream &os) {
  os << "  void primalUses(::mlir::Operation *op, unsigned operand, bool &usesResult,\n"
        "                  ::llvm::SmallBitVector &operandsUsed) const {\n"
        "    operandsUsed.clear();\n"
        "    operandsUsed.resize(op->getNumOperands());\n"
        "    usesResult = false;\n"
        "    switch (operand) {\n";
  for (auto [index, partial] : llvm::enumerate(rule.partials)) {
    if (!partial.usesResult && partial.operandsUsed.empty())
      continue;
    os << formatv("    case {0}:\n", index);
    for (unsigned used : partial.operandsUsed)
      os << formatv("      operandsUsed.set({0});\n", used);
    if (partial.usesResult)
      os << "      usesResult = true;\n";
    os << "      break;\n";
  }
  os << "    default:\n      break;\n    }\n  }\n";
}

void writeModel(const Rule &rule, raw_ostream &os) {
  os << formatv(
      "struct {0}Model\n    : ::costate::ScalarRuleInterface::ExternalModel<{0}Model, {1}> {{\n",
      rule.name, rule.opClass);
  writeApplyPartial(rule, os);
  writeIsDifferentiable(rule, os);
  writePrimalUses(rule, os);
  os << "};\n\n";
}

} // namespace

bool emitModels(raw_ostream &os, const RecordKeeper &records) {
  std::vector<Rule> rules = readRules(records);
  os << "// Generated by costate-tblgen -gen-scalar-rules.\n\n#ifdef GET_SCALAR_RULES\n"
        "#undef GET_SCALAR_RULES\n\n";
  MapVector<StringRef, std::vector<const Rule *>> byDialect;
  for (const Rule &rule : rules) {
    if (!rule.hasOperation())
      continue;
    writeModel(rule, os);
    byDialect[rule.opNamespace].push_back(&rule);
  }
  os << "#endif // GET_SCALAR_RULES\n\n#ifdef GET_SCALAR_RULE_REGISTRATION\n"
        "#undef GET_SCALAR_RULE_REGISTRATION\n\n";
  for (auto &[dialect, members] : byDialect) {
    os << formatv("static void attach{0}{1}Rules(::mlir::MLIRContext *context) {{\n",
                  toUpper(dialect.front()), dialect.drop_front());
    for (const Rule *rule : members)
      os << formatv("  {0}::attachInterface<{1}Model>(*context);\n", rule->opClass, rule->name);
    os << "}\n\n";
  }
  os << "#endif // GET_SCALAR_RULE_REGISTRATION\n";
  return false;
}

} // namespace costate::tblgen
