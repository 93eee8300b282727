// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scalar rule as the generators see it: the record of lib/Rules/RuleBase.td, read and checked
// once.

#ifndef COSTATE_TOOLS_COSTATETBLGEN_RULE_H
#define COSTATE_TOOLS_COSTATETBLGEN_RULE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/TableGen/Record.h"

#include <set>
#include <string>
#include <vector>

namespace costate::tblgen {

struct Edge {
  std::string at;
  std::vector<std::string> partials;
};

struct Variant {
  std::string attribute;
  std::string primal;
};

/// One operand's partial, with the primal values that it needs.
struct Partial {
  const llvm::DagInit *dag = nullptr;
  bool active = true;
  bool usesResult = false;
  std::set<unsigned> operandsUsed;
};

struct Rule {
  const llvm::Record *record = nullptr;
  /// The record's name without a trailing "Rule".
  std::string name;
  /// Qualified class of the operation, and its two parts; empty for functions that are made of
  /// others.
  std::string opClass, opNamespace, opName;
  std::vector<std::string> arguments;
  std::vector<Partial> partials;
  std::string primal, title, notes;
  std::vector<std::string> points, atSpecial, types;
  std::vector<Edge> edges;
  std::vector<Variant> variants;
  bool inCpp = true;

  bool hasOperation() const { return !opClass.empty(); }
  bool isInactive() const;
  /// Index of an operand by its name; -1 for others.
  int findArgument(llvm::StringRef argument) const;
};

/// Every rule, in the order of the definition files. Ends the program with a located error where a
/// record is inconsistent.
std::vector<Rule> readRules(const llvm::RecordKeeper &records);

/// The values at which `atSpecial` is given.
extern const char *const specialPoints[5];

bool emitModels(llvm::raw_ostream &os, const llvm::RecordKeeper &records);
bool emitDocs(llvm::raw_ostream &os, const llvm::RecordKeeper &records);
bool emitUnitTests(llvm::raw_ostream &os, const llvm::RecordKeeper &records);
bool emitTestFunctions(llvm::raw_ostream &os, const llvm::RecordKeeper &records);
bool emitTestChecks(llvm::raw_ostream &os, const llvm::RecordKeeper &records);

} // namespace costate::tblgen

#endif // COSTATE_TOOLS_COSTATETBLGEN_RULE_H
