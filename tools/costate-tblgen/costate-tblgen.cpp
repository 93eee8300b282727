// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// costate's TableGen back end: scalar rules (lib/Rules/*.td) -> code, documentation, numeric tests.

#include "Rule.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/TableGen/Main.h"

using namespace llvm;

namespace {

enum class Generator { Models, Docs, UnitTests, TestFunctions, TestChecks };

cl::opt<Generator> generator(
    cl::desc("what to generate:"), cl::Required,
    cl::values(clEnumValN(Generator::Models, "gen-scalar-rules", "external models of the rules"),
               clEnumValN(Generator::Docs, "gen-rule-docs", "tables of docs/Numerics.md"),
               clEnumValN(Generator::UnitTests, "gen-rule-cases", "cases of the unit test"),
               clEnumValN(Generator::TestFunctions, "gen-rule-functions",
                          "C++ functions to be differentiated by the driver's test"),
               clEnumValN(Generator::TestChecks, "gen-rule-checks",
                          "C++ program that checks their derivatives")));

bool emit(raw_ostream &os, const RecordKeeper &records) {
  switch (generator) {
  case Generator::Models:
    return costate::tblgen::emitModels(os, records);
  case Generator::Docs:
    return costate::tblgen::emitDocs(os, records);
  case Generator::UnitTests:
    return costate::tblgen::emitUnitTests(os, records);
  case Generator::TestFunctions:
    return costate::tblgen::emitTestFunctions(os, records);
  case Generator::TestChecks:
    return costate::tblgen::emitTestChecks(os, records);
  }
  return true;
}

} // namespace

int main(int argc, char **argv) {
  InitLLVM initialization(argc, argv);
  cl::ParseCommandLineOptions(argc, argv, "costate's table generator\n");
  return TableGenMain(argv[0], emit);
}
