// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of functions of unknown body, as C++ writes them. The objects that they work on lie in
// generated structs of the same layout; `object_at` gives them back their class.

#include "FunctionPrinter.h"

#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

bool cpp::isLibraryVariable(cxx::GlobalOp global) {
  auto record = dyn_cast<cxx::RecordType>(global.getType());
  return record && isGenerated(record) && global.getCxxName().starts_with("std::");
}

std::string FunctionPrinter::emitOpaqueObject(Value address, llvm::StringRef type) {
  // A variable of the library has its class already.
  if (auto global = plan.resolve(address).getDefiningOp<cxx::AddressOfOp>())
    if (auto definition = context.symbols.lookup<cxx::GlobalOp>(global.getGlobal()))
      if (isLibraryVariable(definition) && getPointee(address) == definition.getType())
        return emitObject(address).text;
  context.usesObjects = true;
  return ("object_at<" + type + ">(" + emit(address).text + ")").str();
}

/// One argument of a parameter of the type.
std::string FunctionPrinter::emitOpaqueArgument(Value argument, llvm::StringRef type) {
  if (isa<cxx::PtrType>(argument.getType())) {
    if (type.consume_back("&&")) {
      context.headers.insert("utility");
      return "std::move(" + emitOpaqueObject(argument, type.rtrim()) + ")";
    }
    if (type.consume_back("&"))
      return emitOpaqueObject(argument, type.rtrim());
    if (isa_and_nonnull<cxx::NullOp>(plan.resolve(argument).getDefiningOp()))
      return ("static_cast<" + type + ">(nullptr)").str();
    if (type.ends_with("*")) {
      std::string text = emit(argument).text;
      if (type == "const char *" && (text.front() == '"' || getPointee(argument).isInteger(8)))
        return text;
      context.usesObjects = true;
      return ("pointer_to<" + type.drop_back().rtrim() + ">(" + text + ")").str();
    }
    context.headers.insert("utility");
    return "std::move(" + emitOpaqueObject(argument, type) + ")";
  }
  if (isa<cxx::CodeType>(argument.getType()))
    return ("reinterpret_cast<" + type + ">(" + emit(argument).text + ")").str();
  Expression value = emitExact(argument);
  bool isPlain = type == "double" || type == "int" || type == "float";
  return isPlain ? value.text : ("static_cast<" + type + ">(" + value.text + ")").str();
}

/// The standard headers that complete the library's streams and strings in a spelled type.
static void addStreamHeaders(ModuleContext &context, StringRef spelled) {
  if (spelled.contains("stringstream"))
    context.headers.insert("sstream");
  if (spelled.contains("fstream"))
    context.headers.insert("fstream");
  if (spelled.contains("basic_string<"))
    context.headers.insert("string");
}

void FunctionPrinter::printOpaqueCall(cxx::InactiveCallOp op, DictionaryAttr how) {
  if (how.contains("inaccessible")) {
    fail(op, "the call of '" + op.getCxxCallee() + "', which is not public, has no form in C++");
    return;
  }
  auto types = how.getAs<ArrayAttr>("types").getAsValueRange<StringAttr>();
  SmallVector<StringRef> spelled(types.begin(), types.end());
  unsigned next = 0;
  Value destination = how.contains("result") ? op.getArguments()[next++] : Value();
  std::string callee = op.getCxxCallee().str();
  for (StringRef type : spelled)
    addStreamHeaders(context, type);
  addStreamHeaders(context, callee);
  bool constructs = op->hasAttr(cxx::attr::constructs);
  std::string result = constructs ? callee : "";
  if (constructs) {
    destination = op.getArguments()[next++];
  } else if (op->hasAttr(cxx::attr::destroys)) {
    context.headers.insert("memory");
    return body.line("std::destroy_at(&" + emitOpaqueObject(op.getArguments()[0], callee) + ");");
  } else if (how.contains("method")) {
    callee = emitOpaqueObject(op.getArguments()[next], spelled[next]) + "." + callee;
    ++next;
  }
  SmallVector<std::string> arguments;
  for (; next < op.getArguments().size(); ++next)
    arguments.push_back(emitOpaqueArgument(op.getArguments()[next], spelled[next]));
  std::string text = callee + "(" + llvm::join(arguments, ", ") + ")";
  if (destination) {
    context.headers.insert("new");
    if (!constructs)
      text = how.getAs<StringAttr>("result").str() + "(" + text + ")";
    return body.line("::new (static_cast<void *>(" + emit(destination).text + ")) " + text + ";");
  }
  if (op.getNumResults() == 0)
    return body.line(text + ";");
  Type type = op.getResult(0).getType();
  if (plan.getSites(op->getResult(0)).empty())
    return body.line("(void)" + text + ";");
  if (!isa<cxx::PtrType>(type)) {
    // Some uses are conditions that turn out to be constant.
    CppType spelled = getCanonicalType(type);
    std::string name = bind(op.getResult(0), suggestName(op.getResult(0)), spelled);
    return body.line("[[maybe_unused]] const auto " + name + " = static_cast<" + spell(spelled) +
                     ">(" + text + ");");
  }
  if (auto pointer = dyn_cast<cxx::PtrType>(type)) {
    context.usesObjects = true;
    text = "pointer_to<" + spellType(pointer.getPointee()) + ">(" +
           (how.contains("reference") ? "&" : "") + text + ")";
  }
  printCall(op, text);
}

/// The base's address has the base's generated type again.
std::string FunctionPrinter::emitVirtualBase(cxx::VirtualBaseOp op) {
  context.usesObjects = true;
  return "pointer_to<" + spellType(getPointee(op.getAddress())) + ">(static_cast<" +
         op.getBase().str() + " *>(&" + emitOpaqueObject(op.getObject(), op.getDerived()) + "))";
}
