// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Complex numbers. Functions are those of <complex>; parts of objects are reached as the standard
// allows it: an object of type std::complex<T> is an array of two T.

#include "FunctionPrinter.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

bool cpp::isComplex(cxx::RecordType record) { return record.getName().starts_with("_Complex "); }

bool cpp::isStandardComplex(cxx::RecordType record) {
  return record.getName().starts_with("std::complex<") && record.getFields().size() == 1 &&
         record.getFields()[0].name == "_M_value";
}

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

Expression FunctionPrinter::emitComplex(cxx::ComplexFunctionOp op) {
  context.headers.insert("complex");
  CppType type = getCanonicalType(op.getType());
  std::string name = "std::complex<" + spell(type) + ">";
  SmallVector<Expression> arguments;
  for (unsigned i = 0; i < op.getParts().size(); i += 2)
    arguments.push_back(
        call(name, {emitExact(op.getParts()[i]), emitExact(op.getParts()[i + 1])}, {}));
  std::string text;
  if (op.getFunction() == "mul" || op.getFunction() == "div")
    text = "(" + arguments[0].text + (op.getFunction() == "mul" ? " * " : " / ") +
           arguments[1].text + ")";
  else
    text = call(("std::" + op.getFunction()).str(), arguments, {}).text;
  return {text + (op.getImaginary() ? ".imag()" : ".real()"), Postfix, type};
}

Expression FunctionPrinter::emitComplexValue(cxx::FieldOp op) {
  auto record = cast<cxx::RecordType>(op.getType().getPointee());
  return {"reinterpret_cast<" + record.getName().str() + " &>(" + emitObject(op.getRecord()).text +
              ")",
          Postfix,
          {}};
}

Expression FunctionPrinter::emitComplexPart(cxx::FieldOp op) {
  Value number = plan.resolve(op.getRecord());
  auto member = number.getDefiningOp<cxx::FieldOp>();
  bool hasName = bound.contains(number) || plan.getVariable(number);
  if (!member || hasName ||
      !isStandardComplex(cast<cxx::RecordType>(getPointee(member.getRecord()))))
    return {(op.getIndex() ? "__imag__ " : "__real__ ") + in(emitObject(number), Unary), Unary, {}};
  std::string whole = in(emitObject(member.getRecord()), Postfix);
  if (llvm::all_of(op->getUsers(), llvm::IsaPred<cxx::LoadOp>))
    return {whole + (op.getIndex() ? ".imag()" : ".real()"), Postfix, {}};
  DenseSet<Value> visited;
  bool isRead = getAccess(op, visited) == Access::Read;
  std::string part = spell(getCanonicalType(getPointee(op)));
  return {"reinterpret_cast<" + std::string(isRead ? "const " : "") + part + " (&)[2]>(" + whole +
              ")[" + std::to_string(op.getIndex()) + "]",
          Postfix,
          {}};
}
