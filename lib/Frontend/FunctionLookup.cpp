// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds functions by name among the declarations outside of system headers. A name may leave out
// enclosing scopes where that is unambiguous.

#include "FunctionLookup.h"

#include "ImportDiagnostics.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/Template.h"
#include "clang/Sema/TemplateDeduction.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SetVector.h"

using namespace costate::frontend;
using clang::FunctionDecl;
using clang::QualType;

namespace {

/// A request's function, taken apart.
struct FunctionName {
  /// Without blanks: `ns::S::m`.
  std::string name;
  std::optional<std::string> templateArguments;
  std::optional<std::string> parameters;
};

/// Collects functions of the program and chooses among them.
class FunctionFinder {
public:
  FunctionFinder(clang::Sema &sema, ImportDiagnostics &diagnostics)
      : sema(sema), ast(sema.getASTContext()), diagnostics(diagnostics), policy(ast.getLangOpts()) {
    policy.SuppressTagKeyword = true;
    policy.Bool = true;
  }

  const FunctionDecl *find(llvm::StringRef text);

private:
  void collect(const clang::DeclContext *scope);
  void addFunction(const FunctionDecl *function);
  void addTemplate(clang::FunctionTemplateDecl *declaration);
  std::string spell(const clang::NamedDecl *declaration) const;
  std::string spellParameters(const FunctionDecl *function, bool canonical) const;
  bool hasName(const clang::NamedDecl *declaration, const FunctionName &wanted, bool exact) const;
  void selectFunctions(const FunctionName &wanted, bool exact);
  void selectInstances(const FunctionName &wanted, bool exact);
  FunctionDecl *instantiate(clang::FunctionTemplateDecl *declaration, llvm::StringRef arguments);
  std::optional<clang::TemplateArgument> parseArgument(llvm::StringRef text);
  void keepParameters(llvm::StringRef parameters);
  const FunctionDecl *reportMissing(llvm::StringRef text, const FunctionName &wanted);
  const FunctionDecl *reportAmbiguous(llvm::StringRef text);
  const FunctionDecl *reportCandidates(const std::string &message, llvm::StringRef code);
  const FunctionDecl *getDefinition(const FunctionDecl *function, llvm::StringRef text);

  clang::Sema &sema;
  clang::ASTContext &ast;
  ImportDiagnostics &diagnostics;
  clang::PrintingPolicy policy;
  llvm::SetVector<const FunctionDecl *> functions;
  llvm::SetVector<clang::FunctionTemplateDecl *> templates;
  llvm::SetVector<const FunctionDecl *> candidates;
};

} // namespace

static std::string withoutBlanks(llvm::StringRef text) {
  std::string result;
  for (char c : text)
    if (!llvm::isSpace(c))
      result += c;
  return result;
}

/// Splits `f<double>(int)`; `operator()` keeps its parentheses.
static FunctionName parseName(llvm::StringRef text) {
  FunctionName result;
  size_t scan = 0;
  if (size_t position = text.find("operator"); position != llvm::StringRef::npos) {
    scan = position + 8;
    if (text.substr(scan).starts_with("()"))
      scan += 2;
    else
      scan = std::min(text.find_first_of("(", scan), text.size());
  }
  size_t parenthesis = text.find('(', scan);
  llvm::StringRef name = text.substr(0, parenthesis);
  if (parenthesis != llvm::StringRef::npos)
    result.parameters =
        withoutBlanks(text.substr(parenthesis + 1, text.rfind(')') - parenthesis - 1));
  // Template arguments of the function itself end the name; those of a class do not.
  if (name.ends_with(">") && scan == 0) {
    int depth = 0;
    size_t open = name.size();
    do {
      --open;
      depth += name[open] == '>' ? 1 : name[open] == '<' ? -1 : 0;
    } while (depth && open);
    result.templateArguments = withoutBlanks(name.substr(open + 1).drop_back());
    name = name.substr(0, open);
  }
  result.name = withoutBlanks(name);
  if (llvm::StringRef(result.name).starts_with("::"))
    result.name.erase(0, 2);
  return result;
}

void FunctionFinder::addFunction(const FunctionDecl *function) {
  if (function->isTemplated() || function->isDeleted())
    return;
  functions.insert(function->getCanonicalDecl());
}

void FunctionFinder::addTemplate(clang::FunctionTemplateDecl *declaration) {
  templates.insert(declaration->getCanonicalDecl());
}

void FunctionFinder::collect(const clang::DeclContext *scope) {
  for (clang::Decl *declaration : scope->decls()) {
    if (ast.getSourceManager().isInSystemHeader(declaration->getLocation()))
      continue;
    if (auto *function = llvm::dyn_cast<FunctionDecl>(declaration)) {
      addFunction(function);
    } else if (auto *pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(declaration)) {
      addTemplate(pattern);
    } else if (auto *classTemplate = llvm::dyn_cast<clang::ClassTemplateDecl>(declaration)) {
      for (const clang::ClassTemplateSpecializationDecl *instance :
           classTemplate->specializations())
        collect(instance);
    } else if (auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration)) {
      if (!record->isDependentContext())
        collect(record);
    } else if (llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl, clang::ExportDecl>(
                   declaration)) {
      collect(llvm::cast<clang::DeclContext>(declaration));
    }
  }
}

std::string FunctionFinder::spell(const clang::NamedDecl *declaration) const {
  std::string name;
  llvm::raw_string_ostream stream(name);
  declaration->printQualifiedName(stream, policy);
  return name;
}

std::string FunctionFinder::spellParameters(const FunctionDecl *function, bool canonical) const {
  std::string text;
  for (const clang::ParmVarDecl *parameter : function->parameters()) {
    QualType type = parameter->getType().getUnqualifiedType();
    if (canonical)
      type = type.getCanonicalType();
    text += (text.empty() ? "" : ",") + type.getAsString(policy);
  }
  return withoutBlanks(text);
}

bool FunctionFinder::hasName(const clang::NamedDecl *declaration, const FunctionName &wanted,
                             bool exact) const {
  std::string name = withoutBlanks(spell(declaration));
  return name == wanted.name || (!exact && llvm::StringRef(name).ends_with("::" + wanted.name));
}

void FunctionFinder::selectFunctions(const FunctionName &wanted, bool exact) {
  if (wanted.templateArguments)
    return;
  for (const FunctionDecl *function : functions)
    if (hasName(function, wanted, exact))
      candidates.insert(function);
}

static std::string spellArguments(const FunctionDecl *instance,
                                  const clang::PrintingPolicy &policy) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (const clang::TemplateArgumentList *arguments = instance->getTemplateSpecializationArgs())
    clang::printTemplateArgumentList(stream, arguments->asArray(), policy);
  llvm::StringRef inner = text;
  inner.consume_front("<");
  inner.consume_back(">");
  return withoutBlanks(inner);
}

void FunctionFinder::selectInstances(const FunctionName &wanted, bool exact) {
  for (clang::FunctionTemplateDecl *pattern : templates) {
    if (!hasName(pattern, wanted, exact))
      continue;
    bool found = false;
    for (const FunctionDecl *instance : pattern->specializations()) {
      if (wanted.templateArguments && spellArguments(instance, policy) != *wanted.templateArguments)
        continue;
      candidates.insert(instance->getCanonicalDecl());
      found = true;
    }
    if (!found && wanted.templateArguments)
      if (FunctionDecl *instance = instantiate(pattern, *wanted.templateArguments))
        candidates.insert(instance->getCanonicalDecl());
  }
}

/// Types by name, and integers; what a command line reasonably holds.
std::optional<clang::TemplateArgument> FunctionFinder::parseArgument(llvm::StringRef text) {
  const std::pair<llvm::StringRef, QualType> builtins[] = {{"double", ast.DoubleTy},
                                                           {"float", ast.FloatTy},
                                                           {"int", ast.IntTy},
                                                           {"unsigned", ast.UnsignedIntTy},
                                                           {"unsignedint", ast.UnsignedIntTy},
                                                           {"long", ast.LongTy},
                                                           {"unsignedlong", ast.UnsignedLongTy},
                                                           {"bool", ast.BoolTy},
                                                           {"char", ast.CharTy},
                                                           {"short", ast.ShortTy},
                                                           {"longlong", ast.LongLongTy}};
  for (const auto &[name, type] : builtins)
    if (text == name)
      return clang::TemplateArgument(type);
  if (text.consume_back("*"))
    if (std::optional<clang::TemplateArgument> pointee = parseArgument(text))
      return pointee->getKind() == clang::TemplateArgument::Type
                 ? std::optional(clang::TemplateArgument(ast.getPointerType(pointee->getAsType())))
                 : std::nullopt;
  int64_t number;
  if (!text.getAsInteger(10, number))
    return clang::TemplateArgument(ast, llvm::APSInt::get(number), ast.IntTy);
  const clang::DeclContext *scope = ast.getTranslationUnitDecl();
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, "::");
  for (llvm::StringRef part : parts) {
    const clang::NamedDecl *found = nullptr;
    for (const clang::NamedDecl *declaration : scope->lookup(&ast.Idents.get(part)))
      if (llvm::isa<clang::TypeDecl, clang::NamespaceDecl>(declaration))
        found = declaration;
    if (const auto *type = llvm::dyn_cast_or_null<clang::TypeDecl>(found);
        type && &part == &parts.back())
      return clang::TemplateArgument(ast.getTypeDeclType(type));
    scope = llvm::dyn_cast_or_null<clang::DeclContext>(found);
    if (!scope)
      return std::nullopt;
  }
  return std::nullopt;
}

/// Splits at the commas that are not inside brackets.
static llvm::SmallVector<llvm::StringRef> splitArguments(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  int depth = 0;
  size_t start = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<' || text[i] == '(')
      ++depth;
    else if (text[i] == '>' || text[i] == ')')
      --depth;
    else if (text[i] == ',' && depth == 0) {
      parts.push_back(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push_back(text.substr(start));
  return parts;
}

FunctionDecl *FunctionFinder::instantiate(clang::FunctionTemplateDecl *declaration,
                                          llvm::StringRef arguments) {
  clang::SourceLocation location = declaration->getLocation();
  clang::TemplateArgumentListInfo explicitArguments(location, location);
  for (llvm::StringRef text : splitArguments(arguments)) {
    std::optional<clang::TemplateArgument> argument = parseArgument(text);
    if (!argument)
      return nullptr;
    explicitArguments.addArgument(
        sema.getTrivialTemplateArgumentLoc(*argument, QualType(), location));
  }
  clang::sema::TemplateDeductionInfo info(location);
  FunctionDecl *instance = nullptr;
  if (sema.DeduceTemplateArguments(declaration, &explicitArguments, instance, info) !=
          clang::TemplateDeductionResult::Success ||
      !instance)
    return nullptr;
  instance->setTrivialForCall(false);
  sema.InstantiateFunctionDefinition(location, instance, /*Recursive=*/true,
                                     /*DefinitionRequired=*/true, /*AtEndOfTU=*/true);
  sema.PerformPendingInstantiations();
  return instance;
}

void FunctionFinder::keepParameters(llvm::StringRef parameters) {
  if (parameters == "void")
    parameters = "";
  candidates.remove_if([&](const FunctionDecl *function) {
    return spellParameters(function, false) != parameters &&
           spellParameters(function, true) != parameters;
  });
}

const FunctionDecl *FunctionFinder::reportMissing(llvm::StringRef text,
                                                  const FunctionName &wanted) {
  std::string best;
  unsigned bestDistance = std::max<size_t>(1, wanted.name.size() / 3) + 1;
  auto consider = [&](const clang::NamedDecl *declaration) {
    for (const std::string &name : {spell(declaration), declaration->getNameAsString()}) {
      unsigned distance = llvm::StringRef(wanted.name).edit_distance(name, true, bestDistance);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = spell(declaration);
      }
    }
  };
  llvm::for_each(functions, consider);
  llvm::for_each(templates, consider);
  std::string hint = best.empty() ? "" : "; did you mean '" + best + "'?";
  diagnostics.refuse({}, "unknown-function", "no function '" + text + "' in this file" + hint);
  return nullptr;
}

const FunctionDecl *FunctionFinder::reportAmbiguous(llvm::StringRef text) {
  return reportCandidates("'" + text.str() + "' names " + std::to_string(candidates.size()) +
                              " functions; give the signature in quotes",
                          "ambiguous-function");
}

const FunctionDecl *FunctionFinder::reportCandidates(const std::string &message,
                                                     llvm::StringRef code) {
  diagnostics.refuse({}, code, message);
  for (const FunctionDecl *candidate : candidates) {
    std::string name;
    llvm::raw_string_ostream stream(name);
    candidate->getNameForDiagnostic(stream, policy, /*Qualified=*/true);
    std::string parameters;
    for (const clang::ParmVarDecl *parameter : candidate->parameters())
      parameters += (parameters.empty() ? "" : ", ") + parameter->getType().getAsString(policy);
    diagnostics.note(candidate->getLocation(), "candidate '" + name + "(" + parameters + ")'");
  }
  return nullptr;
}

const FunctionDecl *FunctionFinder::getDefinition(const FunctionDecl *function,
                                                  llvm::StringRef text) {
  auto *mutableFunction = const_cast<FunctionDecl *>(function);
  if (!function->getDefinition() && function->isTemplateInstantiation()) {
    sema.InstantiateFunctionDefinition(function->getLocation(), mutableFunction, true, true, true);
    sema.PerformPendingInstantiations();
  }
  if (const FunctionDecl *definition = function->getDefinition())
    return definition;
  diagnostics.refuse(function->getLocation(), "undefined-function",
                     "function '" + text + "' is declared but not defined in this file");
  return nullptr;
}

const FunctionDecl *FunctionFinder::find(llvm::StringRef text) {
  FunctionName wanted = parseName(text.trim());
  collect(ast.getTranslationUnitDecl());
  // A fully qualified name wins over one that only ends alike.
  for (bool exact : {true, false}) {
    selectFunctions(wanted, exact);
    selectInstances(wanted, exact);
    if (!candidates.empty())
      break;
  }
  if (wanted.parameters && !candidates.empty()) {
    llvm::SetVector<const FunctionDecl *> overloads = candidates;
    keepParameters(*wanted.parameters);
    if (candidates.empty()) {
      candidates = std::move(overloads);
      return reportCandidates("no overload '" + text.str() + "' in this file", "unknown-function");
    }
  }
  if (candidates.empty()) {
    bool isTemplate = llvm::any_of(templates, [&](clang::FunctionTemplateDecl *pattern) {
      return hasName(pattern, wanted, false);
    });
    if (!isTemplate)
      return reportMissing(text, wanted);
    diagnostics.refuse({}, "unknown-function",
                       "'" + text + "' is a template without such an instance; name one as in '" +
                           wanted.name + "<double>'");
    return nullptr;
  }
  // Declarations without a body are no candidates next to definitions.
  if (candidates.size() > 1) {
    llvm::SetVector<const FunctionDecl *> defined;
    for (const FunctionDecl *candidate : candidates)
      if (candidate->isDefined() || candidate->isTemplateInstantiation())
        defined.insert(candidate);
    if (!defined.empty())
      candidates = std::move(defined);
  }
  if (candidates.size() > 1)
    return reportAmbiguous(text);
  return getDefinition(candidates.front(), text);
}

const FunctionDecl *costate::frontend::findFunction(clang::Sema &sema,
                                                    ImportDiagnostics &diagnostics,
                                                    llvm::StringRef name) {
  return FunctionFinder(sema, diagnostics).find(name);
}
