// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Teaches clang the annotations of namespace 'costate' and records their uses.

#include "Attributes.h"
#include "CustomRules.h"
#include "InactiveMarks.h"

#include "costate/Frontend/Frontend.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"
#include <map>

using namespace costate;
using namespace costate::frontend;

static std::vector<Annotation> &getTable(const clang::ASTContext &ast) {
  static std::map<const clang::ASTContext *, std::vector<Annotation>> tables;
  return tables[&ast];
}

const std::vector<Annotation> &frontend::getAnnotations(const clang::ASTContext &ast) {
  return getTable(ast);
}

static void report(clang::Sema &sema, clang::SourceLocation location, const std::string &message) {
  clang::DiagnosticsEngine &engine = sema.getDiagnostics();
  engine.Report(location, engine.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error,
                                                                     "%0 [costate-annotation]"))
      << message;
}

namespace {

/// Spelling and handling that the annotations share.
class AnnotationInfo : public clang::ParsedAttrInfo {
public:
  AnnotationInfo(const char *scopedName, const char *name, std::optional<ad::Mode> mode)
      : spellings{{clang::ParsedAttr::AS_CXX11, scopedName},
                  {clang::ParsedAttr::AS_C23, scopedName},
                  // The parser drops the arguments of attributes whose last part it does not know.
                  {clang::ParsedAttr::AS_CXX11, name},
                  {clang::ParsedAttr::AS_C23, name}},
        mode(mode) {
    OptArgs = mode ? 2 : 0;
    Spellings = spellings;
  }

  bool diagAppertainsToDecl(clang::Sema &sema, const clang::ParsedAttr &attribute,
                            const clang::Decl *declaration) const override {
    if (llvm::isa<clang::FunctionDecl>(declaration))
      return true;
    report(sema, attribute.getLoc(),
           "'costate::" + attribute.getAttrName()->getName().str() + "' applies to functions only");
    return false;
  }

  AttrHandling handleDeclAttribute(clang::Sema &sema, clang::Decl *declaration,
                                   const clang::ParsedAttr &attribute) const override {
    if (!attribute.hasScope() || attribute.getScopeName()->getName() != "costate")
      return AttributeNotApplied;
    auto *function = llvm::cast<clang::FunctionDecl>(declaration);
    Annotation annotation{function, attribute.getLoc(), mode, "", ""};
    if (function->isTemplated()) {
      report(sema, attribute.getLoc(),
             "annotations of templates are not supported; use costate::gradient<f<T>>");
      return AttributeNotApplied;
    }
    for (unsigned i = 0; i < attribute.getNumArgs(); ++i) {
      const auto *text = attribute.isArgExpr(i)
                             ? llvm::dyn_cast<clang::StringLiteral>(
                                   attribute.getArgAsExpr(i)->IgnoreParenImpCasts())
                             : nullptr;
      if (!text) {
        report(sema, attribute.getLoc(),
               "arguments are strings: the parameters (\"x, p\"), then a name for the derivative");
        return AttributeNotApplied;
      }
      (i == 0 ? annotation.wrt : annotation.name) = text->getString().str();
    }
    getTable(sema.getASTContext()).push_back(std::move(annotation));
    return AttributeApplied;
  }

private:
  Spelling spellings[4];
  std::optional<ad::Mode> mode;
};

template <ad::Mode kind> struct AnnotationNames;
template <> struct AnnotationNames<ad::Mode::Grad> {
  static constexpr const char *scoped = "costate::grad", *plain = "grad";
};
template <> struct AnnotationNames<ad::Mode::Vjp> {
  static constexpr const char *scoped = "costate::vjp", *plain = "vjp";
};
template <> struct AnnotationNames<ad::Mode::Jvp> {
  static constexpr const char *scoped = "costate::jvp", *plain = "jvp";
};
template <> struct AnnotationNames<ad::Mode::Hvp> {
  static constexpr const char *scoped = "costate::hvp", *plain = "hvp";
};

template <ad::Mode kind> struct DerivativeAnnotation : AnnotationInfo {
  DerivativeAnnotation()
      : AnnotationInfo(AnnotationNames<kind>::scoped, AnnotationNames<kind>::plain, kind) {}
};
struct DifferentiableAnnotation : AnnotationInfo {
  DifferentiableAnnotation()
      : AnnotationInfo("costate::differentiable", "differentiable", std::nullopt) {}
};

} // namespace

void frontend::registerAttributes() {
  registerInactiveAttribute();
  registerRuleAttribute();
  using Registry = clang::ParsedAttrInfoRegistry;
  static Registry::Add<DerivativeAnnotation<ad::Mode::Grad>> grad("costate-grad", "gradient");
  static Registry::Add<DerivativeAnnotation<ad::Mode::Vjp>> vjp("costate-vjp", "reverse mode");
  static Registry::Add<DerivativeAnnotation<ad::Mode::Jvp>> jvp("costate-jvp", "forward mode");
  static Registry::Add<DerivativeAnnotation<ad::Mode::Hvp>> hvp("costate-hvp", "second order");
  static Registry::Add<DifferentiableAnnotation> differentiable("costate-differentiable",
                                                                "check only");
}
