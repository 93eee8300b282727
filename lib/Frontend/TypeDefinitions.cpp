// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What emitted C++ repeats or includes of the source. Definitions of the main file are repeated as
// written; those of headers are included.

#include "TypeDefinitions.h"
#include "OpaqueFunctions.h"

#include "ModuleImporter.h"
#include "PlainCalls.h"
#include "Repeatable.h"
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
    const clang::ValueDecl *declaration = expression->getDecl();
    // Members come with their class.
    if (llvm::isa<clang::VarDecl, clang::EnumConstantDecl, clang::FunctionDecl>(declaration) &&
        !llvm::isa<clang::ParmVarDecl>(declaration))
      require(declaration);
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

  /// With their places in the main file.
  std::vector<std::pair<unsigned, std::string>> includes;
  /// A definition and its place in the main file.
  struct Definition {
    unsigned begin, end;
    std::string text;
  };
  /// In the source's order, without those that are part of another one.
  llvm::SmallVector<Definition> getDefinitions() const;

private:
  std::string getText(const clang::NamedDecl *declaration, clang::CharSourceRange range) const;
  bool expandMacros(llvm::StringRef text, std::string &result, unsigned depth) const;
  bool isRepeated(const clang::NamedDecl *declaration) const;
  void addInclude(SourceLocation location);
  void addForwardDeclarations(const clang::NamedDecl *declaration);
  void insertInclude(std::string line, unsigned offset) {
    if (llvm::none_of(includes, [&](const auto &known) { return known.second == line; }))
      includes.push_back({offset, std::move(line)});
  }

  ModuleImporter &module;
  clang::Sema &sema;
  const clang::SourceManager &sources;
  llvm::SmallPtrSet<const clang::Decl *, 16> added;
  llvm::SmallVector<Definition> definitions;
};

} // namespace

/// The declaration at namespace scope that a declaration is part of. Classes of a function stand
/// for themselves: their text moves to namespace scope.
static const clang::NamedDecl *getOutermost(const clang::NamedDecl *declaration) {
  const clang::NamedDecl *result = declaration;
  for (const clang::DeclContext *scope = declaration->getDeclContext();
       scope && !scope->isFileContext(); scope = scope->getParent()) {
    if (scope->isFunctionOrMethod())
      return llvm::isa<clang::TypeDecl>(result) ? result : nullptr;
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
  // A closure's definition is an expression; the printer declares it by its captures.
  if (const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(declaration);
      record && record->isLambda())
    return;
  if (const auto *tag = llvm::dyn_cast<clang::TagDecl>(declaration)) {
    if (const clang::TagDecl *definition = tag->getDefinition())
      declaration = tag = definition;
    // `typedef struct { ... } S;`
    if (const clang::TypedefNameDecl *alias = tag->getTypedefNameForAnonDecl())
      return require(alias);
  }
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration)) {
    if (const clang::FunctionDecl *pattern = function->getTemplateInstantiationPattern())
      declaration = function = pattern;
    if (const clang::FunctionDecl *definition = function->getDefinition())
      declaration = function = definition;
    if (clang::FunctionTemplateDecl *pattern = function->getDescribedFunctionTemplate())
      declaration = pattern;
  }
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

/// Replaces macros without parameters by what they stand for; false where that is not enough.
bool SourceText::expandMacros(llvm::StringRef text, std::string &result, unsigned depth) const {
  clang::Preprocessor &preprocessor = sema.getPreprocessor();
  std::string copy = text.str(); // The lexer wants a terminating zero.
  clang::Lexer lexer(SourceLocation(), sema.getLangOpts(), copy.c_str(), copy.c_str(),
                     copy.c_str() + copy.size());
  lexer.SetKeepWhitespaceMode(true);
  clang::Token token;
  unsigned position = 0;
  for (bool done = false; !done;) {
    done = lexer.LexFromRawLexer(token);
    llvm::StringRef spelling = llvm::StringRef(copy).substr(position, token.getLength());
    position += token.getLength();
    const clang::MacroInfo *macro = nullptr;
    if (token.is(clang::tok::raw_identifier))
      macro = preprocessor.getMacroInfo(preprocessor.getIdentifierInfo(spelling));
    if (!macro) {
      result += spelling;
      continue;
    }
    if (!macro->isObjectLike() || depth > 16)
      return false;
    std::string replacement;
    for (const clang::Token &part : macro->tokens())
      replacement += (replacement.empty() ? "" : " ") + preprocessor.getSpelling(part);
    if (!expandMacros(replacement, result, depth + 1))
      return false;
  }
  return true;
}

std::string SourceText::getText(const clang::NamedDecl *declaration,
                                clang::CharSourceRange range) const {
  bool invalid = false;
  llvm::StringRef text = clang::Lexer::getSourceText(range, sources, sema.getLangOpts(), &invalid);
  std::string result;
  if (!invalid && !text.empty() && expandMacros(text, result, 0))
    return result;
  // Macros with parameters: print what they expand to.
  clang::PrintingPolicy policy(sema.getLangOpts());
  policy.Bool = true;
  result.clear();
  llvm::raw_string_ostream stream(result);
  declaration->print(stream, policy);
  return result;
}

/// Without the attributes that only costate knows.
static std::string withoutAnnotations(llvm::StringRef text) {
  std::string result;
  for (size_t start; (start = text.find("[[costate::")) != llvm::StringRef::npos;) {
    size_t end = text.find("]]", start);
    if (end == llvm::StringRef::npos || text.slice(start, end).contains(','))
      break;
    result += text.take_front(start);
    text = text.drop_front(end + 2).ltrim();
  }
  return result + text.str();
}

/// Objects and functions that other files see are declared, not defined a second time.
bool SourceText::isRepeated(const clang::NamedDecl *declaration) const {
  if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration))
    return function->isInlined() || function->isConstexpr() ||
           function->getFormalLinkage() == clang::Linkage::Internal;
  if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration))
    return variable->getType().isConstant(module.ast);
  return true;
}

llvm::SmallVector<SourceText::Definition> SourceText::getDefinitions() const {
  llvm::SmallVector<Definition> result;
  for (const Definition &one : definitions) {
    bool isPart = llvm::any_of(definitions, [&](const Definition &other) {
      return &one != &other && other.begin <= one.begin && one.end <= other.end &&
             other.end - other.begin > one.end - one.begin;
    });
    if (!isPart)
      result.push_back(one);
  }
  llvm::stable_sort(result,
                    [](const Definition &a, const Definition &b) { return a.begin < b.begin; });
  return result;
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
      insertInclude(line.substr(0, end + 1).str(), offset);
    return;
  }
}

void SourceText::add(const clang::NamedDecl *declaration) {
  SourceLocation location = sources.getExpansionLoc(declaration->getLocation());
  if (location.isInvalid() || !added.insert(declaration).second)
    return;
  if (!sources.isInMainFile(location))
    return addInclude(location);
  clang::SourceRange range = sources.getExpansionRange(declaration->getSourceRange()).getAsRange();
  std::string text;
  const auto *function = llvm::dyn_cast<clang::FunctionDecl>(declaration);
  if (!isRepeated(declaration)) {
    if (function && function->hasBody())
      text = llvm::StringRef(
                 getText(declaration, clang::CharSourceRange::getCharRange(
                                          range.getBegin(), function->getBody()->getBeginLoc())))
                 .trim()
                 .str() +
             ";";
    else if (const clang::FunctionTemplateDecl *pattern =
                 function ? function->getPrimaryTemplate() : nullptr)
      text = getText(declaration,
                     clang::CharSourceRange::getTokenRange(
                         sources.getExpansionRange(pattern->getSourceRange()).getAsRange())) +
             ";";
    else if (function)
      text = getText(declaration, clang::CharSourceRange::getTokenRange(range)) + ";";
    else if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration);
             variable && variable->isExternallyVisible())
      text = std::string("extern ") + (variable->isExternC() ? "\"C\" " : "") +
             variable->getType().getAsString(clang::PrintingPolicy(sema.getLangOpts())) + " " +
             variable->getName().str() + ";";
    else
      return; // The state of a static variable cannot be reached: its use will not compile.
    if (function && function->isExternC() && !llvm::StringRef(text).contains("extern \"C\""))
      text = "extern \"C\" " + text;
  } else {
    text = getText(declaration, clang::CharSourceRange::getTokenRange(range));
    if (const auto *tag = llvm::dyn_cast<clang::TagDecl>(declaration))
      if (std::string name = module.types.getGivenName(tag); !name.empty())
        if (size_t brace = text.find('{'); brace != std::string::npos)
          text.insert(brace, name + " ");
    if (const auto *pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(declaration))
      function = pattern->getTemplatedDecl();
    if (!function || !function->hasBody())
      text += ";";
  }
  unsigned begin = sources.getFileOffset(range.getBegin());
  unsigned end = sources.getFileOffset(range.getEnd());
  std::string prefix, suffix;
  for (const clang::DeclContext *scope = declaration->getDeclContext(); scope;
       scope = scope->getParent())
    if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(scope)) {
      std::string head =
          space->isAnonymousNamespace() ? "namespace" : "namespace " + space->getNameAsString();
      prefix = (space->isInline() ? "inline " : "") + head + " {\n" + prefix;
      suffix += "\n}";
    }
  definitions.push_back({begin, end, prefix + withoutAnnotations(text) + suffix});
  addForwardDeclarations(declaration);
}

/// `struct Leaf;`, which stands before a class that names it.
void SourceText::addForwardDeclarations(const clang::NamedDecl *declaration) {
  if (!llvm::isa<clang::CXXRecordDecl, clang::ClassTemplateDecl>(declaration))
    return;
  for (const clang::Decl *other : declaration->redecls()) {
    const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(other);
    if (const auto *pattern = llvm::dyn_cast<clang::ClassTemplateDecl>(other))
      record = pattern->getTemplatedDecl();
    if (!record || record->isThisDeclarationADefinition() || !record->isFreeStanding() ||
        other->getFriendObjectKind() != clang::Decl::FOK_None ||
        !other->getLexicalDeclContext()->isFileContext() ||
        !sources.isInMainFile(other->getLocation()))
      continue;
    add(llvm::cast<clang::NamedDecl>(other));
  }
}

void SourceText::addMainHeader() {
  clang::OptionalFileEntryRef file = sources.getFileEntryRefForID(sources.getMainFileID());
  if (!file)
    return;
  llvm::StringRef name = file->getName();
  llvm::StringRef suffix =
      name.substr(name.rfind('.') == llvm::StringRef::npos ? name.size() : name.rfind('.'));
  for (llvm::StringRef header : {".h", ".hh", ".hpp", ".hxx", ".h++", ".cuh", ".inl"})
    if (suffix == header)
      insertInclude(("\"" + name + "\"").str(), 0);
}

/// A class that C++17 cannot declare, or that is made of such, has another form in what is
/// generated.
static bool isNameless(clang::QualType type) {
  type = type.getCanonicalType();
  while (type->isPointerType() || type->isReferenceType())
    type = type->getPointeeType();
  const clang::RecordDecl *record = type->getBaseElementTypeUnsafe()->getAsRecordDecl();
  record = record ? record->getDefinition() : nullptr;
  if (!record || isBeyondCxx17(record))
    return record;
  const auto *object = llvm::dyn_cast<clang::CXXRecordDecl>(record);
  bool hasBase = object && llvm::any_of(object->bases(), [](const clang::CXXBaseSpecifier &base) {
                   return isNameless(base.getType());
                 });
  return hasBase || llvm::any_of(record->fields(), [](const clang::FieldDecl *field) {
           return !field->getType()->isAnyPointerType() && !field->getType()->isReferenceType() &&
                  isNameless(field->getType());
         });
}

void frontend::addSourceText(ModuleImporter &module, clang::Sema &sema,
                             const llvm::DenseSet<const clang::FunctionDecl *> &primals) {
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
    if (isOpaqueByType(function))
      collector.declarations.insert(function);
    else if (module.plainCallees.isPlain(function) && !isLibraryThrow(function)) {
      if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function))
        collector.require(method->getParent());
      else
        collector.declarations.insert(function);
    }
    auto require = [&](clang::QualType type) {
      if (primals.contains(function->getCanonicalDecl()) || !isNameless(type))
        collector.requireType(type);
    };
    require(function->getReturnType());
    for (const clang::ParmVarDecl *parameter : function->parameters())
      require(parameter->getType());
  }
  SourceText text(module, sema);
  text.addMainHeader();
  bool isHeader = !text.includes.empty();
  for (const clang::NamedDecl *declaration : collector.declarations)
    text.add(declaration);
  mlir::Builder builder(module.context);
  llvm::SmallVector<mlir::Attribute> definitions, includes;
  if (!isHeader)
    for (const SourceText::Definition &definition : text.getDefinitions())
      definitions.push_back(builder.getStringAttr(definition.text));
  llvm::stable_sort(text.includes, llvm::less_first());
  for (const auto &[offset, include] : text.includes)
    includes.push_back(builder.getStringAttr(include));
  (*module.module)->setAttr(cxx::attr::typeDefinitions, builder.getArrayAttr(definitions));
  (*module.module)->setAttr(cxx::attr::includes, builder.getArrayAttr(includes));
}
