// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inline assembly that is one vector instruction: libraries write what compilers rearrange.

#include "VectorEmitter.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringSwitch.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// The operands that the text of an instruction names: `maxpd %[a], %[b]`. An operand is the index
/// of an output or, behind them, of an input.
static llvm::SmallVector<unsigned, 3> parseOperands(const clang::GCCAsmStmt *assembly,
                                                    llvm::StringRef text) {
  llvm::SmallVector<unsigned, 3> operands;
  llvm::SmallVector<llvm::StringRef, 3> names;
  text.split(names, ',');
  for (llvm::StringRef name : names) {
    name = name.trim();
    if (!name.consume_front("%[") || !name.consume_back("]"))
      return {};
    unsigned count = assembly->getNumOutputs() + assembly->getNumInputs(), index = 0;
    auto getName = [&](unsigned i) {
      unsigned outputs = assembly->getNumOutputs();
      return i < outputs ? assembly->getOutputName(i) : assembly->getInputName(i - outputs);
    };
    while (index < count && getName(index) != name)
      ++index;
    if (index == count)
      return {};
    operands.push_back(index);
  }
  return operands;
}

// The last operand is the result and, where there are two or it is multiplied and added to, a
// source. Minimum and maximum give the first source, which is the second to last operand, where the
// comparison does not hold.
bool VectorEmitter::emitInstruction(const clang::GCCAsmStmt *assembly) {
  std::string whole = assembly->getAsmString();
  auto [name, rest] = llvm::StringRef(whole).trim().split(' ');
  llvm::SmallVector<unsigned, 3> operands = parseOperands(assembly, rest);
  unsigned count = llvm::StringSwitch<unsigned>(name)
                       .Cases({"maxpd", "maxps", "minpd", "minps"}, 2)
                       .Cases({"vmaxpd", "vmaxps", "vminpd", "vminps"}, 3)
                       .Cases({"vfmadd231pd", "vfmadd231ps"}, 3)
                       .Default(0);
  bool multiplies = name.contains("fmadd");
  bool readsResult = count == 2 || multiplies;
  if (count == 0 || operands.size() != count || assembly->getNumOutputs() != 1 ||
      assembly->getNumInputs() != count - 1 || assembly->getNumClobbers() != 0 ||
      operands.back() != 0 || operands[0] == 0 || operands[count - 2] == 0 ||
      !assembly->getOutputConstraint(0).starts_with(readsResult ? "+" : "="))
    return false;
  const Expr *target = assembly->getOutputExpr(0);
  QualType type = target->getType();
  QualType lane = getVector(type) ? getLaneType(type) : QualType();
  if (lane.isNull() ||
      !(name.ends_with("pd") ? lane->isSpecificBuiltinType(clang::BuiltinType::Double)
                             : lane->isSpecificBuiltinType(clang::BuiltinType::Float)))
    return false;
  for (unsigned i = 0; i < assembly->getNumInputs(); ++i)
    if (!importer.ast.hasSameUnqualifiedType(assembly->getInputExpr(i)->getType(), type))
      return false;
  SourceLocation location = assembly->getAsmLoc();
  Value address = importer.emitLValue(target);
  if (!address || !importer.importType(type, location))
    return true;
  Lanes old = readsResult ? load(address, type, location) : Lanes();
  Lanes first = emit(assembly->getInputExpr(operands[0] - 1));
  Lanes second = count == 3 ? emit(assembly->getInputExpr(operands[1] - 1)) : old;
  if (first.empty() || second.empty())
    return true;
  auto opcode = name.contains("max") ? clang::BO_GT : clang::BO_LT;
  Lanes result;
  for (auto [index, values] : llvm::enumerate(llvm::zip_equal(first, second))) {
    auto [a, b] = values;
    result.push_back(multiplies ? mlir::math::FmaOp::create(importer.builder, importer.at(location),
                                                            b, a, old[index])
                                      .getResult()
                                : choose(opcode, b, a, location));
  }
  store(result, address, location);
  return true;
}
