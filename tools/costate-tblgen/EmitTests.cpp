// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules -> numeric tests: cases for the unit test (test/Unit/Rules), and a C++ file of functions
// with the program that checks their derivatives through the whole compiler (test/Rules).

#include "Rule.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace llvm;

namespace costate::tblgen {
namespace {

std::string repeat(size_t count, function_ref<std::string(size_t)> make) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < count; ++i)
    parts.push_back(make(i));
  return join(parts, ", ");
}

std::string braced(const std::vector<std::string> &items) {
  return "{" + repeat(items.size(), [&](size_t i) { return "{" + items[i] + "}"; }) + "}";
}

std::string formatEdge(const std::string &at, const std::vector<std::string> &partials) {
  return "{{" + at + "}, {" +
         repeat(partials.size(),
                [&](size_t i) {
                  return partials[i] == "-" ? std::string("std::nullopt") : partials[i];
                }) +
         "}}";
}

/// All exact expectations; `atSpecial` are edges like others.
std::string formatEdges(const Rule &rule) {
  std::vector<std::string> edges;
  for (auto [index, value] : llvm::enumerate(rule.atSpecial))
    edges.push_back(formatEdge(specialPoints[index], {value}));
  for (const Edge &edge : rule.edges)
    edges.push_back(formatEdge(edge.at, edge.partials));
  return "{" + join(edges, ", ") + "}";
}

std::string parameters(const Rule &rule, StringRef type) {
  return repeat(rule.arguments.size(),
                [&](size_t i) { return (type + " " + rule.arguments[i]).str(); });
}

std::string arrayArguments(const Rule &rule) {
  return repeat(rule.arguments.size(), [](size_t i) { return "at[" + std::to_string(i) + "]"; });
}

void emitPrimal(raw_ostream &os, const Rule &rule, StringRef name, StringRef expression) {
  os << formatv(
      "template <class T> T {0}([[maybe_unused]] {1}) {{ return T({2}); }\n", name,
      repeat(rule.arguments.size(),
             [&](size_t i) { return (i ? "[[maybe_unused]] T " : "T ") + rule.arguments[i]; }),
      expression);
}

void emitUnitCase(raw_ostream &os, const Rule &rule, StringRef name, StringRef attribute,
                  bool withEdges) {
  os << formatv("    {{\"{0}\", {1}::getOperationName(), {{{2}}, \"{3}\",\n", name, rule.opClass,
                repeat(rule.types.size(), [&](size_t i) { return "\"" + rule.types[i] + "\""; }),
                attribute);
  os << formatv("     [](const long double *at) {{ return primal{0}<long double>({1}); },\n", name,
                arrayArguments(rule));
  os << "     " << braced(rule.points) << ",\n     " << (withEdges ? formatEdges(rule) : "{}")
     << "},\n";
}

/// A variant as a rule of its own, without the expectations at edges.
Rule makeVariant(Rule rule, const Variant &variant) {
  rule.name += "_" + variant.attribute;
  rule.primal = variant.primal;
  rule.edges.clear();
  return rule;
}

/// The rules whose functions are differentiated through the whole compiler, variants included.
std::vector<Rule> readRulesInCpp(const RecordKeeper &records) {
  std::vector<Rule> rules;
  for (const Rule &rule : readRules(records)) {
    if (!rule.inCpp || rule.primal.empty())
      continue;
    rules.push_back(rule);
    for (const Variant &variant : rule.variants)
      rules.push_back(makeVariant(rule, variant));
  }
  return rules;
}

/// Second derivatives are compared in double only.
bool testsHessian(StringRef type) { return type == "double"; }

void emitFunction(raw_ostream &os, const Rule &rule, StringRef name, StringRef type) {
  os << formatv(
      "COSTATE_GRAD() COSTATE_JVP(){4} {0} rule_{1}({2}) {{ using T = {0}; return T({3}); }\n",
      type, name, parameters(rule, type), rule.primal,
      testsHessian(type) ? " COSTATE_HVP() RULE_VJP" : "");
}

void emitDeclarations(raw_ostream &os, const Rule &rule, StringRef name, StringRef type) {
  std::string primal = parameters(rule, type);
  auto named = [&](StringRef format, StringRef suffix) {
    return repeat(rule.arguments.size(),
                  [&](size_t i) { return (type + format + rule.arguments[i] + suffix).str(); });
  };
  os << formatv("{0} rule_{1}({2});\n", type, name, primal);
  os << formatv("{0} rule_{1}_grad({2}, {3});\n", type, name, primal, named(" *", "_bar"));
  os << formatv("std::pair<{0}, {0}> rule_{1}_jvp({2}, {3});\n", type, name, primal,
                named(" ", "_dot"));
  if (!testsHessian(type))
    return;
  os << formatv("void rule_{0}_hvp({1}, {2}, {3});\n", name, primal, named(" ", "_dot"),
                named(" *", "_hv"));
  os << formatv("{0} rule_{1}_vjp({2}, {0} result_bar, {3});\n", type, name, primal,
                named(" *", "_bar"));
}

void emitCheck(raw_ostream &os, const Rule &rule, StringRef name, StringRef type) {
  size_t count = rule.arguments.size();
  std::string at = arrayArguments(rule);
  os << formatv("  check<{0}>({{\"{1}\", {2},\n", type, name, count);
  os << formatv("    [](const {0} *at) {{ return rule_{1}({2}); },\n", type, name, at);
  os << formatv("    [](const {0} *at, {0} *bar) {{ return rule_{1}_grad({2}, {3}); },\n", type,
                name, at,
                repeat(count, [](size_t i) { return "&bar[" + std::to_string(i) + "]"; }));
  os << formatv("    [](const {0} *at, const {0} *dot) {{ return rule_{1}_jvp({2}, {3}); },\n",
                type, name, at,
                repeat(count, [](size_t i) { return "dot[" + std::to_string(i) + "]"; }));
  if (testsHessian(type))
    os << formatv(
        "    [](const {0} *at, const {0} *dot, {0} *hv) {{ rule_{1}_hvp({2}, {3}, {4}); },\n", type,
        name, at, repeat(count, [](size_t i) { return "dot[" + std::to_string(i) + "]"; }),
        repeat(count, [](size_t i) { return "&hv[" + std::to_string(i) + "]"; }));
  else
    os << "    nullptr,\n";
  if (testsHessian(type))
    os << formatv("    RULE_VJP([](const {0} *at, {0} seed, {0} *bar) {{ return rule_{1}_vjp({2}, "
                  "seed, {3}); }),\n",
                  type, name, at,
                  repeat(count, [](size_t i) { return "&bar[" + std::to_string(i) + "]"; }));
  else
    os << "    nullptr,\n";
  os << formatv("    [](const long double *at) {{ return primal{0}<long double>({1}); },\n",
                rule.name, at);
  os << "    " << braced(rule.points) << ",\n    " << formatEdges(rule) << "});\n";
}

} // namespace

bool emitUnitTests(raw_ostream &os, const RecordKeeper &records) {
  std::vector<Rule> rules = readRules(records);
  llvm::erase_if(rules,
                 [](const Rule &rule) { return rule.primal.empty() || !rule.hasOperation(); });
  os << "// Generated by costate-tblgen -gen-rule-cases.\n\n";
  for (const Rule &rule : rules) {
    emitPrimal(os, rule, "primal" + rule.name, rule.primal);
    for (const Variant &variant : rule.variants)
      emitPrimal(os, rule, "primal" + rule.name + "_" + variant.attribute, variant.primal);
  }
  os << "\nstatic const std::vector<RuleCase> &ruleCases() {\n"
        "  static const std::vector<RuleCase> cases = {\n";
  for (const Rule &rule : rules) {
    emitUnitCase(os, rule, rule.name, "", true);
    for (const Variant &variant : rule.variants)
      emitUnitCase(os, rule, rule.name + "_" + variant.attribute, variant.attribute, false);
  }
  os << "  };\n  return cases;\n}\n";
  return false;
}

bool emitTestFunctions(raw_ostream &os, const RecordKeeper &records) {
  os << "// Generated by costate-tblgen -gen-rule-functions.\n"
        "#include <algorithm>\n#include <cmath>\n#include <costate/costate.hpp>\n\n"
        "#ifdef COSTATE_STRONG_ZEROS\n#define RULE_VJP COSTATE_VJP()\n"
        "#else\n#define RULE_VJP\n#endif\n\n";
  for (const Rule &rule : readRulesInCpp(records)) {
    emitFunction(os, rule, rule.name, "double");
    emitFunction(os, rule, rule.name + "_f32", "float");
  }
  return false;
}

bool emitTestChecks(raw_ostream &os, const RecordKeeper &records) {
  std::vector<Rule> rules = readRulesInCpp(records);
  os << "// Generated by costate-tblgen -gen-rule-checks.\n#include \"rule_check.h\"\n\n";
  for (const Rule &rule : rules) {
    emitPrimal(os, rule, "primal" + rule.name, rule.primal);
    emitDeclarations(os, rule, rule.name, "double");
    emitDeclarations(os, rule, rule.name + "_f32", "float");
  }
  os << "\nint main() {\n";
  for (const Rule &rule : rules) {
    emitCheck(os, rule, rule.name, "double");
    emitCheck(os, rule, rule.name + "_f32", "float");
  }
  os << "  return report();\n}\n";
  return false;
}

} // namespace costate::tblgen
