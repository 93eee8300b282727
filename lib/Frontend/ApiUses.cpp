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
  using Found = llvm::function_ref<void(const FunctionDecl *, ad::Mode, clang::SourceLocation)>;
  explicit UseFinder(Found found) : found(found) {}

  // Attributes hold no uses, and some hold no expression at all.
  bool TraverseAttr(clang::Attr *) override { return true; }

  bool VisitDeclRefExpr(clang::DeclRefExpr *reference) override {
    const auto *function = llvm::dyn_cast<FunctionDecl>(reference->getDecl());
    if (!function || !function->getIdentifier() || !isApi(function))
      return true;
    std::optional<ad::Mode> mode = getMode(function->getName());
    const clang::TemplateArgumentList *arguments = function->getTemplateSpecializationArgs();
    if (!mode || !arguments || arguments->get(0).getKind() != clang::TemplateArgument::Declaration)
      return true;
    if (const auto *primal = llvm::dyn_cast<FunctionDecl>(arguments->get(0).getAsDecl()))
      found(primal->getCanonicalDecl(), *mode, reference->getBeginLoc());
    return true;
  }

private:
  Found found;
};
} // namespace

ApiUses::ApiUses(clang::ASTContext &ast) {
  auto record = [&](const FunctionDecl *function, ad::Mode mode, clang::SourceLocation location) {
    uses.try_emplace({function, unsigned(mode)}, location);
  };
  UseFinder finder(record);
  for (clang::Decl *declaration : ast.getTranslationUnitDecl()->decls())
    if (!ast.getSourceManager().isInSystemHeader(declaration->getLocation()))
      finder.TraverseDecl(declaration);
}

clang::SourceLocation ApiUses::find(const FunctionDecl *function, ad::Mode mode) const {
  return uses.lookup({function->getCanonicalDecl(), unsigned(mode)});
}
