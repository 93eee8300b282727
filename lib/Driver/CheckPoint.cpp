// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "CheckPoint.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/QualTypeNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace costate;
using namespace costate::driver;
using llvm::StringRef;
using llvm::Twine;

static llvm::Error makeError(const Twine &message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), message);
}

/// A number of --at as C++ writes it; empty if it is none.
static std::string getLiteral(StringRef text) {
  StringRef bare = text;
  bool isNegative = bare.consume_front("-");
  if (bare == "inf" || bare == "nan")
    return (isNegative ? "-" : "") +
           std::string(bare == "inf" ? "__builtin_inf()" : "__builtin_nan(\"\")");
  double number;
  if (bare.empty() || !(llvm::isDigit(bare[0]) || bare[0] == '.') || bare.getAsDouble(number))
    return text == "true" || text == "false" ? text.str() : "";
  return text.str();
}

llvm::Expected<std::vector<PointEntry>> driver::parsePoint(StringRef text) {
  std::vector<PointEntry> point;
  llvm::SmallVector<StringRef> parts;
  llvm::SplitString(text, parts);
  for (StringRef part : parts) {
    auto [name, values] = part.split('=');
    if (name.empty() || values.empty())
      return makeError("'" + part + "' in --at is not NAME=NUMBER or NAME=NUMBER,NUMBER,...");
    if (llvm::any_of(point, [&](const PointEntry &entry) { return entry.name == name; }))
      return makeError("--at gives '" + name + "' twice");
    PointEntry &entry = point.emplace_back();
    entry.name = name.str();
    llvm::SmallVector<StringRef> numbers;
    values.split(numbers, ',');
    for (StringRef number : numbers) {
      std::string literal = getLiteral(number);
      if (literal.empty())
        return makeError("'" + number + "' in --at is not a number");
      entry.values.push_back(std::move(literal));
    }
  }
  return point;
}

namespace {

/// What a parameter is to `costate check`.
struct Parameter {
  enum class Kind { Number, Pointer, Container } kind;
  std::string name;
  std::string type; ///< Of the variable that holds its value; of its elements, for a pointer.
  bool carriesFloats;
};

class CheckProgram {
public:
  CheckProgram(const FunctionDecl *function, llvm::ArrayRef<PointEntry> point,
               const Options &options)
      : function(function), ast(function->getASTContext()), point(point), options(options),
        policy(ast.getPrintingPolicy()) {
    policy.FullyQualifiedName = true;
    policy.SuppressTagKeyword = true;
  }

  llvm::Expected<std::string> write();

private:
  llvm::Expected<Parameter> classify(const ParmVarDecl *declaration);
  llvm::Error classifyAll();
  llvm::Error checkNames();
  std::string spell(QualType type) const {
    return TypeName::getFullyQualifiedName(type, ast, policy);
  }
  std::string getFunctionName() const;
  std::string writeThrough() const;
  std::string writeVariables() const;
  std::string writeCall(unsigned long long combination) const;
  const PointEntry *find(StringRef name) const {
    const auto *found =
        llvm::find_if(point, [&](const PointEntry &entry) { return entry.name == name; });
    return found == point.end() ? nullptr : found;
  }
  bool isChosen(const Parameter &parameter) const {
    return options.wrt.empty() ? parameter.carriesFloats
                               : llvm::is_contained(options.wrt, parameter.name);
  }

  const FunctionDecl *function;
  ASTContext &ast;
  llvm::ArrayRef<PointEntry> point;
  const Options &options;
  PrintingPolicy policy;
  std::vector<Parameter> parameters;
};

} // namespace

/// The number type within std::vector, std::array and std::complex; null for other classes.
static QualType getElement(const CXXRecordDecl *record) {
  const auto *instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(record);
  if (!instance || !instance->isInStdNamespace() || !instance->getIdentifier())
    return {};
  StringRef name = instance->getName();
  if (name != "vector" && name != "array" && name != "complex")
    return {};
  QualType element = instance->getTemplateArgs()[0].getAsType();
  return element->isArithmeticType() ? element : QualType();
}

llvm::Expected<Parameter> CheckProgram::classify(const ParmVarDecl *declaration) {
  Parameter parameter;
  parameter.name = declaration->getName().str();
  if (parameter.name.empty())
    return makeError("parameter " + Twine(declaration->getFunctionScopeIndex() + 1) + " of '" +
                     function->getQualifiedNameAsString() +
                     "' has no name that --at could give a value to");
  QualType type = declaration->getType().getNonReferenceType().getUnqualifiedType();
  QualType element = type;
  if (type->isArithmeticType() || type->isEnumeralType()) {
    parameter.kind = Parameter::Kind::Number;
  } else if (type->isPointerType() && type->getPointeeType()->isArithmeticType()) {
    parameter.kind = Parameter::Kind::Pointer;
    element = type->getPointeeType().getUnqualifiedType();
  } else if (QualType inner = getElement(type->getAsCXXRecordDecl()); !inner.isNull()) {
    parameter.kind = Parameter::Kind::Container;
    parameter.carriesFloats = inner->isRealFloatingType();
    parameter.type = spell(type);
    return parameter;
  } else {
    return makeError("--at cannot make the parameter '" + parameter.name + "' of type '" +
                     type.getAsString(policy) +
                     "'; write a program with costate/check.hpp instead");
  }
  parameter.type = spell(element);
  parameter.carriesFloats = element->isRealFloatingType();
  return parameter;
}

llvm::Error CheckProgram::classifyAll() {
  if (const auto *method = dyn_cast<CXXMethodDecl>(function); method && method->isInstance())
    return makeError("'" + function->getQualifiedNameAsString() +
                     "' needs an object, which --at cannot make; write a program with "
                     "costate/check.hpp instead");
  for (const ParmVarDecl *declaration : function->parameters()) {
    llvm::Expected<Parameter> parameter = classify(declaration);
    if (!parameter)
      return parameter.takeError();
    parameters.push_back(std::move(*parameter));
  }
  return llvm::Error::success();
}

llvm::Error CheckProgram::checkNames() {
  auto listNames = [&] {
    return llvm::join(llvm::map_range(parameters, [](const Parameter &p) { return p.name; }), ", ");
  };
  for (const PointEntry &entry : point)
    if (llvm::none_of(parameters, [&](const Parameter &p) { return p.name == entry.name; }))
      return makeError("--at gives '" + entry.name + "', but the parameters are " + listNames());
  for (const Parameter &parameter : parameters) {
    const PointEntry *entry = find(parameter.name);
    if (!entry)
      return makeError("--at gives no value to the parameter '" + parameter.name + "'");
    if (parameter.kind == Parameter::Kind::Number && entry->values.size() != 1)
      return makeError("--at gives " + Twine(entry->values.size()) + " numbers to the parameter '" +
                       parameter.name + "', which is one");
  }
  for (const std::string &name : options.wrt)
    if (llvm::none_of(parameters, [&](const Parameter &p) { return p.name == name; }))
      return makeError("--wrt names '" + name + "', but the parameters are " + listNames());
    else if (llvm::none_of(parameters,
                           [&](const Parameter &p) { return p.name == name && p.carriesFloats; }))
      return makeError("the parameter '" + name + "' of --wrt is no floating-point number");
  if (llvm::none_of(parameters, [&](const Parameter &p) { return isChosen(p); }))
    return makeError("no parameter of '" + function->getQualifiedNameAsString() +
                     "' can be differentiated");
  return llvm::Error::success();
}

std::string CheckProgram::getFunctionName() const {
  std::string text;
  llvm::raw_string_ostream out(text);
  function->printQualifiedName(out, policy);
  if (const TemplateArgumentList *arguments = function->getTemplateSpecializationArgs())
    printTemplateArgumentList(out, arguments->asArray(), policy);
  return "static_cast<" + spell(ast.getPointerType(function->getType())) + ">(" + text + ")";
}

/// The function behind one more call, where its rules take part.
std::string CheckProgram::writeThrough() const {
  std::string list, names;
  for (const ParmVarDecl *parameter : function->parameters()) {
    std::string name = "a" + std::to_string(parameter->getFunctionScopeIndex());
    list += (list.empty() ? "" : ", ") + spell(parameter->getType()) + " " + name;
    names += (names.empty() ? "" : ", ") +
             (parameter->getType()->isRValueReferenceType()
                  ? "static_cast<" + spell(parameter->getType()) + ">(" + name + ")"
                  : name);
  }
  return "static " + spell(function->getReturnType()) + " costate_checked(" + list +
         ") {\n  return " + getFunctionName() + "(" + names + ");\n}\n";
}

std::string CheckProgram::writeVariables() const {
  std::string text;
  for (const Parameter &parameter : parameters) {
    std::string values = llvm::join(find(parameter.name)->values, ", ");
    switch (parameter.kind) {
    case Parameter::Kind::Number:
      text += "  " + parameter.type + " " + parameter.name + " = static_cast<" + parameter.type +
              ">(" + values + ");\n";
      break;
    case Parameter::Kind::Pointer:
      text += "  " + parameter.type + " " + parameter.name + "[] = {" + values + "};\n";
      break;
    case Parameter::Kind::Container:
      text += "  " + parameter.type + " " + parameter.name + "{" + values + "};\n";
      break;
    }
  }
  return text;
}

/// One check, with respect to the chosen parameters whose bits are set.
std::string CheckProgram::writeCall(unsigned long long combination) const {
  std::string arguments, names;
  unsigned bit = 0;
  for (const Parameter &parameter : parameters) {
    bool isActive = isChosen(parameter) && (combination >> bit++ & 1);
    if (isActive)
      names += (names.empty() ? "" : ", ") + parameter.name;
    if (isActive && parameter.kind == Parameter::Kind::Pointer)
      arguments += ", costate::wrt(" + parameter.name + ", " +
                   std::to_string(find(parameter.name)->values.size()) + ")";
    else
      arguments += ", " + (isActive ? "costate::wrt(" + parameter.name + ")" : parameter.name);
  }
  return "  agrees &= show(\"" + names + "\", costate::check_with<costate_checked>(options" +
         arguments + "));\n";
}

/// An identifier would hide what the program itself needs: variables come last, in main.
llvm::Expected<std::string> CheckProgram::write() {
  if (llvm::Error error = classifyAll())
    return error;
  if (llvm::Error error = checkNames())
    return error;
  llvm::SmallString<128> file(options.inputFile);
  llvm::sys::fs::make_absolute(file);
  bool hasMain = !ast.getTranslationUnitDecl()->lookup(&ast.Idents.get("main")).empty();
  std::string text = "#include <costate/check.hpp>\n";
  text += hasMain ? "#define main costate_own_main\n" : "";
  text += "#include \"" + file.str().str() + "\"\n";
  text += hasMain ? "#undef main\n" : "";
  text += writeThrough();
  text += "static bool show(const char *names, const costate::check_report &report) {\n"
          "  std::printf(\"with respect to %s\\n%s\", names, report.text().c_str());\n"
          "  return static_cast<bool>(report);\n}\n"
          "int main() {\n  costate::check_options options;\n";
  text += "  options.directions = " + std::to_string(options.checkDirections) + ";\n";
  text += "  options.seed = " + std::to_string(options.checkSeed) + ";\n";
  if (!options.checkTolerance.empty())
    text += "  options.tolerance = " + options.checkTolerance + ";\n";
  text += "  bool agrees = true;\n";
  text += writeVariables();
  unsigned chosen = llvm::count_if(parameters, [&](const Parameter &p) { return isChosen(p); });
  unsigned long long all = (1ULL << chosen) - 1;
  for (unsigned long long some = options.checkCombinations ? 1 : all; some <= all; ++some)
    text += writeCall(some);
  text += "  std::puts(agrees ? \"forward mode, reverse mode and differences agree\"\n"
          "                   : \"no agreement\");\n  return agrees ? 0 : 1;\n}\n";
  return text;
}

llvm::Expected<std::string> driver::writeCheckProgram(const FunctionDecl *function,
                                                      llvm::ArrayRef<PointEntry> point,
                                                      const Options &options) {
  return CheckProgram(function, point, options).write();
}
