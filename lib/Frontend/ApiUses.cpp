// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "ApiUses.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSwitch.h"

using namespace costate;
using namespace costate::frontend;
using clang::FunctionDecl;

static std::optional<ad::Mode> getMode(llvm::StringRef name) {
  return llvm::StringSwitch<std::optional<ad::Mode>>(name)
      .Cases({"gradient", "value_and_gradient"}, ad::Mode::Grad)
      .Case("vjp", ad::Mode::Vjp)
      .Case("jvp", ad::Mode::Jvp)
      .Case("hvp", ad::Mode::Hvp)
      .Default(std::nullopt);
}

static bool isApi(const FunctionDecl *function) {
  const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(function->getDeclContext());
  return space && space->getName() == "costate" && space->getParent()->isTranslationUnit();
}

namespace {
class UseFinder : public clang::DynamicRecursiveASTVisitor {
public:
  using Found = llvm::function_ref<void(const FunctionDecl *, clang::SourceLocation)>;
  explicit UseFinder(Found found) : found(found) { ShouldVisitTemplateInstantiations = true; }

  // Attributes hold no uses, and some hold no expression at all.
  bool TraverseAttr(clang::Attr *) override { return true; }

  bool VisitDeclRefExpr(clang::DeclRefExpr *reference) override {
    const auto *function = llvm::dyn_cast<FunctionDecl>(reference->getDecl());
    if (function && function->getIdentifier() && isApi(function) &&
        function->getTemplateSpecializationArgs())
      found(function, reference->getBeginLoc());
    return true;
  }

private:
  Found found;
};
} // namespace

/// The class of an argument, without references and marks.
static const clang::Decl *getArgumentClass(clang::QualType type) {
  const clang::CXXRecordDecl *record = type.getNonReferenceType()->getAsCXXRecordDecl();
  const auto *instance = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (instance && instance->getIdentifier() &&
      (instance->getName().starts_with("marked") || instance->getName() == "fixed") &&
      instance->getTemplateArgs()[0].getKind() == clang::TemplateArgument::Type)
    return getArgumentClass(instance->getTemplateArgs()[0].getAsType());
  return record ? record->getCanonicalDecl() : nullptr;
}

void ApiUses::record(const FunctionDecl *api, clang::SourceLocation location) {
  llvm::SmallVector<const clang::TemplateArgument *> arguments;
  for (const clang::TemplateArgument &argument : api->getTemplateSpecializationArgs()->asArray())
    if (argument.getKind() == clang::TemplateArgument::Pack)
      for (const clang::TemplateArgument &element : argument.pack_elements())
        arguments.push_back(&element);
    else
      arguments.push_back(&argument);
  if (arguments.empty())
    return;
  auto add = [&](const clang::Decl *target, unsigned how) {
    if (target)
      uses.try_emplace({target->getCanonicalDecl(), how}, location);
  };
  std::optional<ad::Mode> mode = getMode(api->getName());
  const clang::Decl *target = arguments[0]->getKind() == clang::TemplateArgument::Declaration
                                  ? arguments[0]->getAsDecl()
                              : arguments[0]->getKind() == clang::TemplateArgument::Type
                                  ? getArgumentClass(arguments[0]->getAsType())
                                  : nullptr;
  add(target, anyMode);
  if (mode)
    add(target, unsigned(*mode));
  for (const clang::TemplateArgument *given : arguments)
    if (given->getKind() == clang::TemplateArgument::Type)
      add(getArgumentClass(given->getAsType()), argument);
}

ApiUses::ApiUses(clang::ASTContext &ast) {
  auto note = [&](const FunctionDecl *api, clang::SourceLocation at) { record(api, at); };
  UseFinder finder(note);
  for (clang::Decl *declaration : ast.getTranslationUnitDecl()->decls())
    if (!ast.getSourceManager().isInSystemHeader(declaration->getLocation()))
      finder.TraverseDecl(declaration);
}

clang::SourceLocation ApiUses::find(const clang::Decl *target, ad::Mode mode) const {
  clang::SourceLocation exact = uses.lookup({target->getCanonicalDecl(), unsigned(mode)});
  return exact.isValid() ? exact : uses.lookup({target->getCanonicalDecl(), anyMode});
}

clang::SourceLocation ApiUses::findArgument(const clang::Decl *record) const {
  return uses.lookup({record->getCanonicalDecl(), argument});
}
