// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What emitted C++ repeats or includes of the source. Definitions of the main file are repeated as
// written; those of headers are included.

#include "TypeDefinitions.h"

#include "ModuleImporter.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Sema/Sema.h"

using namespace costate;
using namespace costate::frontend;
using clang::SourceLocation;

namespace {

/// Closure of the declarations that a set of declarations mentions.
class DependencyCollector : public clang::RecursiveASTVisitor<DependencyCollector> {
public:
  explicit DependencyCollector(clang::ASTContext &ast) : ast(ast) {}

  /// `declaration` and, before it, what it needs.
  void require(const clang::NamedDecl *declaration);
  void requireType(clang::QualType type);

  bool shouldVisitImplicitCode() const { return false; }
  bool VisitTypeLoc(clang::TypeLoc location) {
    requireNamed(location.getType());
    return true;
  }
  bool VisitDeclRefExpr(clang::DeclRefExpr *expression) {
    if (llvm::isa<clang::VarDecl, clang::EnumConstantDecl>(expression->getDecl()))
      require(expression->getDecl());
    return true;
  }

  llvm::SetVector<const clang::NamedDecl *> declarations;

private:
  void requireNamed(clang::QualType type);

  clang::ASTContext &ast;
  llvm::SmallPtrSet<const clang::Decl *, 16> visited;
};

/// Writes definitions and includes.
class SourceText {
public:
  SourceText(ModuleImporter &module, clang::Sema &sema)
      : module(module), sema(sema), sources(module.ast.getSourceManager()) {}

  void add(const clang::NamedDecl *declaration);
  void addMainHeader();

  std::vector<std::string> includes;
  llvm::SmallVector<std::pair<unsigned, std::string>> definitions;

private:
  std::string getText(const clang::NamedDecl *declaration) const;
  bool mentionsMacro(llvm::StringRef text) const;
  void addInclude(SourceLocation location);
  void insertInclude(std::string line) {
    if (!llvm::is_contained(includes, line))
      includes.push_back(std::move(line));
  }

  ModuleImporter &module;
  clang::Sema &sema;
  const clang::SourceManager &sources;
  llvm::SmallPtrSet<const clang::Decl *, 16> added;
};

} // namespace

/// The declaration at namespace scope that a declaration is part of.
static const clang::NamedDecl *getOutermost(const clang::NamedDecl *declaration) {
  const clang::NamedDecl *result = declaration;
  for (const clang::DeclContext *scope = declaration->getDeclContext();
       scope && !scope->isFileContext(); scope = scope->getParent()) {
    if (scope->isFunctionOrMethod())
      return nullptr;
    if (const auto *outer = llvm::dyn_cast<clang::NamedDecl>(scope))
      result = outer;
  }
  return result;
}

/// The declaration that is written in the source for an instance of a template.
static const clang::NamedDecl *getWritten(const clang::NamedDecl *declaration) {
  if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(declaration);
      instance && instance->getSpecializationKind() != clang::TSK_ExplicitSpecialization)
    return instance->getSpecializedTemplate();
  if (const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration))
    if (const clang::ClassTemplateDecl *pattern = record->getDescribedClassTemplate())
      return pattern;
  return declaration;
}

void DependencyCollector::requireNamed(clang::QualType type) {
  if (const auto *alias = type->getAs<clang::TypedefType>())
    require(alias->getDecl());
  else if (const clang::TagDecl *tag = type->getAsTagDecl())
    require(tag);
}

void DependencyCollector::requireType(clang::QualType type) {
  if (const auto *alias = type->getAs<clang::TypedefType>())
    return require(alias->getDecl());
  if (type->isPointerType() || type->isReferenceType())
    return requireType(type->getPointeeType());
  if (const clang::ArrayType *array = ast.getAsArrayType(type))
    return requireType(array->getElementType());
  requireNamed(type);
}

void DependencyCollector::require(const clang::NamedDecl *declaration) {
  declaration = getOutermost(declaration);
  if (!declaration)
    return;
  if (const auto *tag = llvm::dyn_cast<clang::TagDecl>(declaration))
    if (const clang::TagDecl *definition = tag->getDefinition())
      declaration = definition;
  if (const auto *instance = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(declaration))
    for (const clang::TemplateArgument &argument : instance->getTemplateArgs().asArray())
      if (argument.getKind() == clang::TemplateArgument::Type)
        requireType(argument.getAsType());
  declaration = getWritten(declaration);
  if (!visited.insert(declaration).second)
    return;
  const clang::SourceManager &sources = ast.getSourceManager();
  // What headers need, they include.
  if (sources.isInMainFile(sources.getExpansionLoc(declaration->getLocation())))
    TraverseDecl(const_cast<clang::NamedDecl *>(declaration));
  declarations.insert(declaration);
}

bool SourceText::mentionsMacro(llvm::StringRef text) const {
  clang::Preprocessor &preprocessor = sema.getPreprocessor();
  clang::Lexer lexer(SourceLocation(), sema.getLangOpts(), text.begin(), text.begin(), text.end());
  clang::Token token;
  while (!lexer.LexFromRawLexer(token)) {
    if (token.isNot(clang::tok::raw_identifier))
      continue;
    clang::IdentifierInfo *identifier =
        preprocessor.getIdentifierInfo(token.getRawIdentifier());
    if (identifier->hadMacroDefinition())
      return true;
  }
  return false;
}

std::string SourceText::getText(const clang::NamedDecl *declaration) const {
  clang::CharSourceRange range = clang::CharSourceRange::getTokenRange(
      sources.getExpansionRange(declaration->getSourceRange()).getAsRange());
  bool invalid = false;
  std::string text =
      clang::Lexer::getSourceText(range, sources, sema.getLangOpts(), &invalid).str();
  if (!invalid && !text.empty() && !mentionsMacro(text))
    return text;
  // Macros are not repeated: print what they expand to.
  clang::PrintingPolicy policy(sema.getLangOpts());
  policy.Bool = true;
  text.clear();
  llvm::raw_string_ostream stream(text);
  declaration->print(stream, policy);
  return text;
}

void SourceText::addInclude(SourceLocation location) {
  location = sources.getExpansionLoc(location);
  clang::FileID file = sources.getFileID(location);
  while (file.isValid() && file != sources.getMainFileID()) {
    SourceLocation from = sources.getIncludeLoc(file);
    if (from.isInvalid())
      return; // A builtin, or an option of the command line.
    if (sources.getFileID(from) != sources.getMainFileID()) {
      file = sources.getFileID(from);
      continue;
    }
    auto [mainFile, offset] = sources.getDecomposedLoc(from);
    llvm::StringRef rest = sources.getBufferData(mainFile).substr(offset);
    llvm::StringRef line = rest.take_until([](char c) { return c == '\n'; }).trim();
    char close = line.starts_with("<") ? '>' : '"';
    size_t end = line.find(close, 1);
    if ((line.starts_with("<") || line.starts_with("\"")) && end != llvm::StringRef::npos)
      insertInclude(line.substr(0, end + 1).str());
    return;
  }
}

void SourceText::add(const clang::NamedDecl *declaration) {
  SourceLocation location = sources.getExpansionLoc(declaration->getLocation());
  if (location.isInvalid() || !added.insert(declaration).second)
    return;
  if (!sources.isInMainFile(location))
    return addInclude(location);
  std::string text = getText(declaration) + ";";
  // `typedef struct { ... } S;` is one text with two declarations.
  unsigned offset =
      sources.getFileOffset(sources.getExpansionLoc(declaration->getBeginLoc()));
  for (const auto &[known, other] : definitions)
    if (known <= offset && offset < known + other.size() && other.find(text) != std::string::npos)
      return;
  std::string prefix, suffix;
  for (const clang::DeclContext *scope = declaration->getDeclContext(); scope;
       scope = scope->getParent())
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(scope)) {
      std::string head = space->isAnonymousNamespace() ? "namespace"
                                                       : "namespace " + space->getNameAsString();
      prefix = (space->isInline() ? "inline " : "") + head + " {\n" + prefix;
      suffix += "\n}";
    }
  definitions.push_back({offset, prefix + text + suffix});
}

void SourceText::addMainHeader() {
  clang::OptionalFileEntryRef file = sources.getFileEntryRefForID(sources.getMainFileID());
  if (!file)
    return;
  llvm::StringRef name = file->getName();
  llvm::StringRef suffix = name.substr(name.rfind('.') == llvm::StringRef::npos
                                           ? name.size()
                                           : name.rfind('.'));
  for (llvm::StringRef header : {".h", ".hh", ".hpp", ".hxx", ".h++", ".cuh", ".inl"})
    if (suffix == header)
      insertInclude(("\"" + name + "\"").str());
}

void frontend::addSourceText(ModuleImporter &module, clang::Sema &sema) {
  DependencyCollector collector(module.ast);
  for (const clang::TagDecl *tag : module.types.getTags())
    collector.require(tag);
  for (const clang::NamedDecl *declaration : module.usedDeclarations) {
    const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
    if (!function) {
      // Variables in headers are declared there.
      if (!module.ast.getSourceManager().isInMainFile(declaration->getLocation()))
        collector.declarations.insert(declaration);
      continue;
    }
    collector.requireType(function->getReturnType());
    for (const clang::ParmVarDecl *parameter : function->parameters())
      collector.requireType(parameter->getType());
  }
  SourceText text(module, sema);
  text.addMainHeader();
  bool isHeader = !text.includes.empty();
  for (const clang::NamedDecl *declaration : collector.declarations)
    text.add(declaration);
  llvm::stable_sort(text.definitions, llvm::less_first());
  mlir::Builder builder(module.context);
  llvm::SmallVector<mlir::Attribute> definitions, includes;
  if (!isHeader)
    for (const auto &[offset, definition] : text.definitions)
      definitions.push_back(builder.getStringAttr(definition));
  for (const std::string &include : text.includes)
    includes.push_back(builder.getStringAttr(include));
  (*module.module)->setAttr(cxx::attr::typeDefinitions, builder.getArrayAttr(definitions));
  (*module.module)->setAttr(cxx::attr::includes, builder.getArrayAttr(includes));
}
