// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Rule.h"

#include "llvm/TableGen/Error.h"

using namespace llvm;

namespace costate::tblgen {

const char *const specialPoints[5] = {"-INFINITY", "-0.0", "0.0", "INFINITY", "NAN"};

bool Rule::isInactive() const {
  return hasOperation() &&
         llvm::none_of(partials, [](const Partial &partial) { return partial.active; });
}

int Rule::findArgument(StringRef argument) const {
  for (auto [index, name] : llvm::enumerate(arguments))
    if (name == argument)
      return index;
  return -1;
}

static std::vector<std::string> readStrings(const Record *record, StringRef field) {
  std::vector<std::string> strings;
  for (StringRef string : record->getValueAsListOfStrings(field))
    strings.push_back(string.str());
  return strings;
}

static void collectUses(const Rule &rule, const DagInit *dag, Partial &partial) {
  for (unsigned i = 0; i < dag->getNumArgs(); ++i) {
    if (auto *inner = dyn_cast<DagInit>(dag->getArg(i))) {
      collectUses(rule, inner, partial);
      continue;
    }
    StringRef name = dag->getArgNameStr(i);
    if (name.empty() || name == "d")
      continue;
    if (name == "r") {
      partial.usesResult = true;
    } else if (int argument = rule.findArgument(name); argument >= 0) {
      partial.operandsUsed.insert(argument);
    } else {
      PrintFatalError(rule.record, "'$" + name + "' is neither '$d', '$r' nor an operand");
    }
  }
}

static void checkCount(const Rule &rule, size_t count, size_t expected, const Twine &what) {
  if (count != expected)
    PrintFatalError(rule.record,
                    what + ": expected " + Twine(expected) + ", found " + Twine(count));
}

static void readPartials(Rule &rule) {
  for (const Init *init : rule.record->getValueAsListInit("partials")->getElements()) {
    Partial partial;
    partial.dag = cast<DagInit>(init);
    partial.active = cast<DefInit>(partial.dag->getOperator())->getDef()->getName() != "Inactive";
    collectUses(rule, partial.dag, partial);
    rule.partials.push_back(partial);
  }
  checkCount(rule, rule.partials.size(), rule.hasOperation() ? rule.arguments.size() : 0,
             "one partial per operand of an operation");
}

static void readExpectations(Rule &rule) {
  for (const Record *edge : rule.record->getValueAsListOfDefs("edges")) {
    rule.edges.push_back({edge->getValueAsString("at").str(), readStrings(edge, "partials")});
    checkCount(rule, rule.edges.back().partials.size(), rule.arguments.size(),
               "expected partials at " + rule.edges.back().at);
  }
  rule.atSpecial = readStrings(rule.record, "atSpecial");
  if (!rule.atSpecial.empty()) {
    checkCount(rule, rule.arguments.size(), 1, "'atSpecial' is for one operand");
    checkCount(rule, rule.atSpecial.size(), std::size(specialPoints), "values of 'atSpecial'");
  }
  for (const Record *variant : rule.record->getValueAsListOfDefs("variants"))
    rule.variants.push_back(
        {variant->getValueAsString("attribute").str(), variant->getValueAsString("primal").str()});
}

static Rule readRule(const Record *record) {
  Rule rule;
  rule.record = record;
  StringRef name = record->getName();
  name.consume_back("Rule");
  rule.name = name.str();
  StringRef opClass = record->getValueAsString("opClass");
  rule.opClass = opClass.str();
  rule.opNamespace = opClass.rsplit("::").first.rsplit("::").second.str();
  rule.opName = opClass.rsplit("::").second.str();
  rule.arguments = readStrings(record, "arguments");
  rule.primal = record->getValueAsString("primal").str();
  rule.title = record->getValueAsString("title").str();
  rule.notes = record->getValueAsString("notes").str();
  rule.points = readStrings(record, "points");
  rule.types = readStrings(record, "types");
  rule.inCpp = record->getValueAsBit("inCpp");
  if (rule.types.empty())
    rule.types.assign(rule.arguments.size(), "f64");
  checkCount(rule, rule.types.size(), rule.arguments.size(), "types of the operands");
  readPartials(rule);
  readExpectations(rule);
  if (!rule.isInactive() && (rule.primal.empty() || rule.points.empty()))
    PrintFatalError(record, "a rule needs 'primal' and 'points', from which it is tested");
  return rule;
}

std::vector<Rule> readRules(const RecordKeeper &records) {
  std::vector<const Record *> definitions(records.getAllDerivedDefinitions("ScalarRule"));
  llvm::sort(definitions, [](const Record *a, const Record *b) { return a->getID() < b->getID(); });
  std::vector<Rule> rules;
  for (const Record *record : definitions)
    rules.push_back(readRule(record));
  return rules;
}

} // namespace costate::tblgen
