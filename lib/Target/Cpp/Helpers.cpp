// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of helpers: recursive functions and their derivatives, which the output defines itself.
// Their signatures are those of the IR: numbers, pointers without const, tapes by reference.

#include "FunctionPrinter.h"

#include "costate/Dialect/AD/AD.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

/// Whether the source may spell the type in another way than the IR does: integers have a sign.
static bool isSpelledByIntegers(Type type) {
  while (true) {
    if (auto pointer = dyn_cast<cxx::PtrType>(type))
      type = pointer.getPointee();
    else if (auto array = dyn_cast<cxx::ArrayType>(type))
      type = array.getElementType();
    else
      return type.isInteger();
  }
}

/// The value as the IR's type says.
std::string FunctionPrinter::emitForHelper(Value value) {
  if (!isa<cxx::PtrType>(value.getType()))
    return isa<ad::TapeType>(value.getType()) ? emit(value).text : emitExact(value).text;
  std::string text = emitPointerFor(/*targetIsConst=*/false, value);
  if (!isSpelledByIntegers(value.getType()) || text == "nullptr")
    return text;
  return "reinterpret_cast<" + spellType(value.getType()) + ">(" + text + ")";
}

void FunctionPrinter::printHelperCall(func::CallOp op, func::FuncOp callee) {
  context.callees.insert(callee);
  SmallVector<std::string> arguments;
  for (Value operand : op.getOperands())
    arguments.push_back(emitForHelper(operand));
  std::string text = getFunctionName(callee) + "(" + llvm::join(arguments, ", ") + ")";
  if (op.getNumResults() < 2)
    return printCall(op, text);
  SmallVector<std::string> results;
  for (Value result : op.getResults())
    results.push_back(bind(result, suggestName(result), getCanonicalType(result.getType())));
  body.line("[[maybe_unused]] const auto [" + llvm::join(results, ", ") + "] = " + text + ";");
}
