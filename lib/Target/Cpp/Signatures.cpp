// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The head of a function: comment, return type, parameters as the source declares them.

#include "FunctionPrinter.h"

#include "costate/Dialect/AD/AD.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

static llvm::StringRef getText(func::FuncOp function, unsigned index, llvm::StringRef name) {
  auto attribute = function.getArgAttrOfType<StringAttr>(index, name);
  return attribute ? attribute.getValue() : llvm::StringRef();
}

/// The names of the file's scope, with those of the constants that the function mentions: a local
/// variable of such a name would hide what it is made of.
static const NameScopes &nameConstants(ModuleContext &context, func::FuncOp function) {
  function.walk([&](cxx::AddressOfOp address) {
    auto global = context.symbols.lookup<cxx::GlobalOp>(address.getGlobal());
    if (global && global.getInitial() && global.getConstant() && !global.getCxxName().empty())
      (void)context.nameGlobal(global);
  });
  return context.names;
}

FunctionPrinter::FunctionPrinter(ModuleContext &context, func::FuncOp function)
    : context(context), function(function), plan(function),
      names(nameConstants(context, function)) {
  enterScope();
  bindArguments();
  planLocals();
}

/// Puts the name into a declarator such as `const double *{0}`.
static std::string fillDeclarator(llvm::StringRef declarator, llvm::StringRef name) {
  std::string text = declarator.str();
  for (size_t at = text.find("{0}"); at != std::string::npos; at = text.find("{0}"))
    text.replace(at, 3, name.str());
  return text;
}

/// Whether some part of an argument's type is an integer whose sign the declarator has to tell.
static bool hasInteger(Type type) {
  while (true) {
    if (auto pointer = dyn_cast<cxx::PtrType>(type))
      type = pointer.getPointee();
    else if (auto array = dyn_cast<cxx::ArrayType>(type))
      type = array.getElementType();
    else
      return type.isInteger() && !type.isInteger(1);
  }
}

void FunctionPrinter::bindArguments() {
  for (BlockArgument argument : function.getArguments()) {
    unsigned index = argument.getArgNumber();
    llvm::StringRef passing = getText(function, index, cxx::attr::passing);
    llvm::StringRef hint = getText(function, index, cxx::attr::name);
    llvm::StringRef declarator = getText(function, index, cxx::attr::declarator);
    if (hint.empty())
      hint = getSourceName(argument);
    if (passing == "sret") {
      std::string name = bind(argument, hint.empty() ? "result" : hint, {}, /*isObject=*/true);
      returnedObjects.push_back(name);
      returnsLayout |= getGeneratedBase(argument.getType()) != nullptr;
      continue;
    }
    if (isa<ad::TapeType>(argument.getType())) {
      bind(argument, hint.empty() ? "tape" : hint, {});
      continue;
    }
    CppType type = getCanonicalType(argument.getType());
    bool isObject = passing == "reference" || passing == "byval";
    if (hint.empty())
      hint = "argument";
    // The body works on the layout of a class that it cannot use by name.
    bool isViewed = getGeneratedBase(argument.getType()) != nullptr;
    if (isViewed)
      viewedParameters[argument] = names.declare(hint);
    std::string name =
        bind(argument, isViewed ? (hint + "_view").str() : hint.str(), type, isObject);
    bool isConst = function.getArgAttr(index, cxx::attr::readOnly) != nullptr ||
                   declarator.starts_with("const ");
    if (isConst && isa<cxx::PtrType>(argument.getType()))
      constPointers.insert(argument);
    if (declarator.empty() || !hasInteger(argument.getType()))
      continue;
    if (auto spelling = parseIntegerSpelling(declarator)) {
      argumentSpellings[argument] = *spelling;
      if (type.kind == CppType::Int && spelling->kind == CppType::Int &&
          spelling->bits == type.bits)
        bound[argument].type = *spelling;
    } else {
      unknownArguments.insert(argument);
      bound[argument].needsCast = type.kind == CppType::Int;
    }
  }
}

std::string FunctionPrinter::spellReturnType() {
  SmallVector<std::string> types;
  for (BlockArgument argument : function.getArguments())
    if (getText(function, argument.getArgNumber(), cxx::attr::passing) == "sret")
      types.push_back(spellType(cast<cxx::PtrType>(argument.getType()).getPointee()));
  for (Type type : function.getResultTypes())
    types.push_back(spellType(type));
  if (types.empty())
    return "void";
  // Pointers and references are pointers here, const where the functions that are printed say so.
  bool isPointer = llvm::any_of(function.getResultTypes(), llvm::IsaPred<cxx::PtrType>);
  auto spelled = function->getAttrOfType<StringAttr>(cxx::attr::returnType);
  if (spelled && !isPointer)
    types.front() = types.back() = spelled.getValue().str();
  if (StringRef(types.front()).starts_with("std::pair<"))
    context.headers.insert("utility");
  if (types.size() == 1)
    return types.front();
  if (types.size() > 2) {
    context.headers.insert("tuple");
    return "std::tuple<" + llvm::join(types, ", ") + ">";
  }
  context.headers.insert("utility");
  return "std::pair<" + types.front() + ", " + types.back() + ">";
}

std::string FunctionPrinter::spellHead() {
  std::string type = spellReturnType();
  bool glued = type.back() == '*' || type.back() == '&';
  std::string text = type + (glued ? "" : " ") + getFunctionName(function) + "(";
  bool isFirst = true;
  for (BlockArgument argument : function.getArguments()) {
    unsigned index = argument.getArgNumber();
    if (getText(function, index, cxx::attr::passing) == "sret")
      continue;
    auto viewed = viewedParameters.find(argument);
    const std::string &name =
        viewed == viewedParameters.end() ? bound[argument].text : viewed->second;
    llvm::StringRef declarator = getText(function, index, cxx::attr::declarator);
    llvm::StringRef passing = getText(function, index, cxx::attr::passing);
    bool isConst = function.getArgAttr(index, cxx::attr::readOnly) != nullptr;
    std::string parameter;
    if (auto tape = dyn_cast<ad::TapeType>(argument.getType())) {
      context.headers.insert("costate/runtime.hpp");
      parameter = "costate::tape<" + declare(tape.getElementType(), "") + "> &" + name;
    } else if (!declarator.empty())
      parameter = fillDeclarator(declarator, name);
    else if (passing == "reference")
      parameter = (isConst ? "const " : "") +
                  declare(cast<cxx::PtrType>(argument.getType()).getPointee(), "&" + name);
    else if (passing == "byval")
      parameter = declare(cast<cxx::PtrType>(argument.getType()).getPointee(), name);
    else
      parameter = declare(argument.getType(), name, isConst);
    if (!usedArguments.contains(argument) && !function.isExternal())
      parameter = "[[maybe_unused]] " + parameter;
    text += (isFirst ? "" : ", ") + parameter;
    isFirst = false;
  }
  return text + ")";
}

/// `const auto &x_view = reinterpret_cast<const vector_double_layout &>(x);`
void FunctionPrinter::printViews(LineWriter &out) {
  for (BlockArgument argument : function.getArguments()) {
    auto viewed = viewedParameters.find(argument);
    if (viewed == viewedParameters.end() || !usedArguments.contains(argument))
      continue;
    unsigned index = argument.getArgNumber();
    bool isObject = bound[argument].isObject;
    bool isConst = constPointers.contains(argument);
    Type type = isObject ? cast<cxx::PtrType>(argument.getType()).getPointee() : argument.getType();
    // A constant object by value, or a pointer that is constant itself.
    isConst |= getText(function, index, cxx::attr::declarator).starts_with("const ");
    std::string target =
        isObject ? (isConst ? "const " : "") + spellType(type) + " &" : declare(type, "", isConst);
    out.line(std::string(isObject ? "auto &" : "auto *") + bound[argument].text +
             " = reinterpret_cast<" + target + ">(" + viewed->second + ");");
  }
}

void FunctionPrinter::printDeclaration(LineWriter &out) { out.line(spellHead() + ";"); }

std::string FunctionPrinter::spellDeclaration() {
  std::string head = spellHead();
  for (llvm::StringRef attribute = "[[maybe_unused]] "; llvm::StringRef(head).contains(attribute);)
    head.erase(head.find(attribute), attribute.size());
  return head + ";";
}

LogicalResult FunctionPrinter::print(LineWriter &out) {
  body.indent();
  for (BlockArgument argument : function.getArguments())
    if (getText(function, argument.getArgNumber(), cxx::attr::passing) == "sret")
      body.line(spellType(cast<cxx::PtrType>(argument.getType()).getPointee()) + " " +
                bound[argument].text + "{};");
  printBlock(function.getBody().front());
  if (failed)
    return failure();
  for (const std::string &line : describeFunction(function))
    out.verbatim("/// " + line);
  bool isC = function->hasAttr(cxx::attr::externC);
  std::string head = spellHead();
  // C callers cannot use a pair, C++ callers can.
  bool isPairOfC = isC && llvm::StringRef(head).starts_with("std::pair");
  if (isPairOfC) {
    out.verbatim("#if defined(__clang__)");
    out.verbatim("#pragma clang diagnostic ignored \"-Wreturn-type-c-linkage\"");
    out.verbatim("#endif");
  }
  out.line((isC ? "extern \"C\" " : "") + head + " {");
  out.indent();
  printViews(out);
  out.outdent();
  out.append(body.take());
  out.line("}");
  return success();
}
