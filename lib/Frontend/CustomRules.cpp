// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The attribute `[[costate::derivative_of(f, "vjp")]]`, which rules a function has, and what their
// signatures must be.

#include "CustomRules.h"

#include "InactiveMarks.h"
#include "Spelling.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Sema/EnterExpressionEvaluationContext.h"
#include "clang/Sema/Lookup.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"
#include "clang/Sema/Template.h"
#include "clang/Sema/TemplateDeduction.h"
#include <map>

using namespace costate;
using namespace costate::frontend;
using clang::FunctionDecl;
using clang::QualType;

namespace {
/// One use of the attribute.
struct RuleMark {
  const FunctionDecl *rule = nullptr;
  RuleKind kind = RuleKind::Jvp;
  /// The functions and function templates that the first argument may mean.
  llvm::SmallVector<const clang::NamedDecl *> primals;
  /// Or the member `C<Ts...>::f` of a class template, in terms of the rule's own parameters.
  const clang::DependentScopeDeclRefExpr *member = nullptr;
  clang::SourceLocation location;
};
} // namespace

static std::vector<RuleMark> &getMarks(const clang::ASTContext &ast) {
  static std::map<const clang::ASTContext *, std::vector<RuleMark>> tables;
  return tables[&ast];
}

//===----------------------------- the attribute -------------------------===//

static void report(clang::Sema &sema, clang::SourceLocation location, const char *message) {
  clang::DiagnosticsEngine &engine = sema.getDiagnostics();
  engine.Report(location, engine.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error,
                                                                     "%0 [costate-annotation]"))
      << message;
}

using NamedDecls = llvm::SmallVector<const clang::NamedDecl *>;

static void addFunction(const clang::NamedDecl *declaration, NamedDecls &found) {
  declaration = declaration->getUnderlyingDecl();
  if (llvm::isa<FunctionDecl, clang::FunctionTemplateDecl>(declaration))
    found.push_back(llvm::cast<clang::NamedDecl>(declaration->getCanonicalDecl()));
}

/// A name alone reaches the attribute unresolved.
static NamedDecls findNamed(clang::Sema &sema, const clang::IdentifierLoc *name) {
  clang::LookupResult result(sema, name->getIdentifierInfo(), name->getLoc(),
                             clang::Sema::LookupOrdinaryName);
  sema.LookupName(result, sema.getCurScope());
  result.suppressDiagnostics();
  NamedDecls found;
  for (const clang::NamedDecl *declaration : result)
    addFunction(declaration, found);
  return found;
}

/// Without parentheses, and without the `&` of a member function.
static const clang::Expr *getName(const clang::Expr *expression) {
  expression = expression->IgnoreParenImpCasts();
  const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression);
  if (unary && unary->getOpcode() == clang::UO_AddrOf)
    return unary->getSubExpr()->IgnoreParenImpCasts();
  return expression;
}

static NamedDecls findNamed(const clang::Expr *expression) {
  NamedDecls found;
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression))
    addFunction(reference->getDecl(), found);
  else if (const auto *overloaded = llvm::dyn_cast<clang::OverloadExpr>(expression))
    for (const clang::NamedDecl *declaration : overloaded->decls())
      addFunction(declaration, found);
  return found;
}

namespace {

class RuleInfo : public clang::ParsedAttrInfo {
public:
  RuleInfo() {
    static constexpr Spelling names[] = {
        {clang::ParsedAttr::AS_CXX11, "costate::derivative_of"},
        {clang::ParsedAttr::AS_C23, "costate::derivative_of"},
        // The parser drops the arguments of attributes whose last part it does not know.
        {clang::ParsedAttr::AS_CXX11, "derivative_of"},
        {clang::ParsedAttr::AS_C23, "derivative_of"}};
    Spellings = names;
    NumArgs = 2;
  }

  bool diagAppertainsToDecl(clang::Sema &sema, const clang::ParsedAttr &attribute,
                            const clang::Decl *declaration) const override {
    if (llvm::isa<FunctionDecl>(declaration))
      return true;
    report(sema, attribute.getLoc(), "'costate::derivative_of' applies to functions only");
    return false;
  }

  AttrHandling handleDeclAttribute(clang::Sema &sema, clang::Decl *declaration,
                                   const clang::ParsedAttr &attribute) const override {
    RuleMark mark;
    mark.rule = llvm::cast<FunctionDecl>(declaration);
    mark.location = attribute.getLoc();
    if (attribute.getNumArgs() == 2 && attribute.isArgIdent(0))
      mark.primals = findNamed(sema, attribute.getArgAsIdent(0));
    else if (attribute.getNumArgs() == 2 && attribute.isArgExpr(0)) {
      const clang::Expr *name = getName(attribute.getArgAsExpr(0));
      mark.primals = findNamed(name);
      if (mark.rule->getDescribedFunctionTemplate())
        mark.member = llvm::dyn_cast<clang::DependentScopeDeclRefExpr>(name);
    }
    const auto *text =
        attribute.getNumArgs() == 2 && attribute.isArgExpr(1)
            ? llvm::dyn_cast<clang::StringLiteral>(attribute.getArgAsExpr(1)->IgnoreParenImpCasts())
            : nullptr;
    llvm::StringRef kind = text ? text->getString() : "";
    bool namesFunction = !mark.primals.empty() || mark.member;
    if (!namesFunction || (kind != "jvp" && kind != "vjp" && kind != "augmented")) {
      report(sema, attribute.getLoc(),
             "the arguments are a function and the kind of rule: \"jvp\", \"vjp\" or "
             "\"augmented\"");
      return AttributeNotApplied;
    }
    mark.kind = kind == "jvp" ? RuleKind::Jvp : kind == "vjp" ? RuleKind::Vjp : RuleKind::Augmented;
    getMarks(sema.getASTContext()).push_back(std::move(mark));
    return AttributeApplied;
  }
};

} // namespace

void frontend::registerRuleAttribute() {
  static clang::ParsedAttrInfoRegistry::Add<RuleInfo> rule("costate-derivative-of", "custom rule");
}

//===------------------------------ signatures ---------------------------===//

static QualType getPlain(QualType type) { return type.getCanonicalType().getUnqualifiedType(); }

RuleSignatures::RuleSignatures(const FunctionDecl *primal)
    : ast(primal->getASTContext()), primal(primal) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(primal);
  isInstance = method && method->isInstance();
  for (int i = getFirst(); i < static_cast<int>(primal->getNumParams()); ++i) {
    QualType type = getType(i);
    if (carriesFloats(ast, type) && (i < 0 || !isInactiveObject(primal->getParamDecl(i))))
      wrt.push_back(i);
    if ((type->isPointerType() || type->isReferenceType()) &&
        !type->getPointeeType().isConstQualified())
      written.push_back(i);
  }
}

QualType RuleSignatures::getType(int index) const {
  if (index >= 0)
    return getParameterType(ast, primal->getParamDecl(index)->getType());
  QualType object = llvm::cast<clang::CXXMethodDecl>(primal)->getThisType()->getPointeeType();
  return ast.getLValueReferenceType(object);
}

std::string RuleSignatures::getName(int index) const {
  if (index < 0)
    return "self";
  std::string name = primal->getParamDecl(index)->getNameAsString();
  return name.empty() ? "p" + std::to_string(index) : name;
}

/// The second type of a std::pair; null for other types.
static QualType getSecondOfPair(QualType type) {
  const auto *record =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record || !record->isInStdNamespace() || record->getName() != "pair")
    return {};
  return record->getTemplateArgs()[1].getAsType();
}

QualType RuleSignatures::getState(const FunctionDecl *augmented) const {
  QualType result = augmented->getReturnType();
  return primal->getReturnType()->isVoidType() ? result : getSecondOfPair(result);
}

llvm::SmallVector<RuleSignatures::Parameter>
RuleSignatures::getParameters(RuleKind kind, const FunctionDecl *augmented) const {
  llvm::SmallVector<Parameter> parameters;
  for (int i = getFirst(); i < static_cast<int>(primal->getNumParams()); ++i)
    parameters.push_back({getType(i), getName(i)});
  if (kind == RuleKind::Jvp)
    for (int i : wrt)
      parameters.push_back({getTangentType(ast, getType(i)), getName(i) + "_dot"});
  if (kind != RuleKind::Vjp)
    return parameters;
  if (augmented) {
    QualType state = getState(augmented);
    if (!state.isNull() && state->isRecordType())
      state = ast.getLValueReferenceType(state.withConst());
    if (!state.isNull())
      parameters.push_back({state, "state"});
  }
  if (primal->getReturnType()->isRealFloatingType())
    parameters.push_back({primal->getReturnType(), "result_bar"});
  for (int i : wrt)
    parameters.push_back({getAdjointType(ast, getType(i)), getName(i) + "_bar"});
  return parameters;
}

bool RuleSignatures::matches(RuleKind kind, const FunctionDecl *rule,
                             const FunctionDecl *augmented) const {
  llvm::SmallVector<Parameter> wanted = getParameters(kind, augmented);
  if (rule->getNumParams() != wanted.size() || rule->isVariadic() ||
      (llvm::isa<clang::CXXMethodDecl>(rule) &&
       llvm::cast<clang::CXXMethodDecl>(rule)->isInstance()))
    return false;
  for (auto [parameter, like] : llvm::zip_equal(rule->parameters(), wanted))
    if (getPlain(getParameterType(ast, parameter->getType())) != getPlain(like.type))
      return false;
  QualType result = getPlain(rule->getReturnType()), value = getPlain(primal->getReturnType());
  if (kind == RuleKind::Vjp)
    return result->isVoidType();
  bool isPlainResult = kind == RuleKind::Jvp && !value->isRealFloatingType();
  if (isPlainResult)
    return result == value;
  if (kind == RuleKind::Augmented && value->isVoidType())
    return !result->isVoidType();
  QualType second = getSecondOfPair(result);
  if (second.isNull())
    return false;
  const auto *record =
      llvm::cast<clang::ClassTemplateSpecializationDecl>(result->getAsCXXRecordDecl());
  return getPlain(record->getTemplateArgs()[0].getAsType()) == value &&
         (kind == RuleKind::Augmented || getPlain(second) == value);
}

std::string RuleSignatures::spell(RuleKind kind, const FunctionDecl *augmented) const {
  std::string value = spellType(ast, primal->getReturnType());
  bool isFloat = primal->getReturnType()->isRealFloatingType();
  std::string result = kind == RuleKind::Vjp ? "void"
                       : kind == RuleKind::Jvp
                           ? (isFloat ? "std::pair<" + value + ", " + value + ">" : value)
                       : value == "void" ? "State"
                                         : "std::pair<" + value + ", State>";
  std::string name = primal->getIdentifier() ? primal->getNameAsString() : "rule";
  std::string text = result + " " + name + "_" +
                     (kind == RuleKind::Jvp   ? "jvp"
                      : kind == RuleKind::Vjp ? "vjp"
                                              : "augmented") +
                     "(";
  for (auto [index, parameter] : llvm::enumerate(getParameters(kind, augmented))) {
    std::string declarator = spellDeclarator(ast, parameter.type);
    declarator.replace(declarator.find("{0}"), 3, parameter.name);
    text += (index ? ", " : "") + declarator;
  }
  return text + ")";
}

//===-------------------------------- lookup -----------------------------===//

static const clang::FunctionTemplateDecl *getTemplate(const FunctionDecl *function) {
  const clang::FunctionTemplateDecl *primary = function->getPrimaryTemplate();
  return primary ? primary->getCanonicalDecl() : nullptr;
}

/// The class in `C<Ts...>::f`.
static const clang::TemplateSpecializationType *
getClass(const clang::DependentScopeDeclRefExpr *member) {
  clang::NestedNameSpecifier qualifier = member->getQualifier();
  if (qualifier.getKind() != clang::NestedNameSpecifier::Kind::Type)
    return nullptr;
  return clang::QualType(qualifier.getAsType(), 0)
      .getCanonicalType()
      ->getAs<clang::TemplateSpecializationType>();
}

/// Whether a function is the member of some instance of the class template that a rule names.
static bool namesMember(const RuleMark &mark, const FunctionDecl *primal) {
  if (!mark.member || primal->getDeclName() != mark.member->getDeclName())
    return false;
  const auto *instance =
      llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(primal->getDeclContext());
  const clang::TemplateSpecializationType *named = getClass(mark.member);
  const clang::TemplateDecl *pattern =
      named ? named->getTemplateName().getAsTemplateDecl() : nullptr;
  return instance && pattern &&
         pattern->getCanonicalDecl() == instance->getSpecializedTemplate()->getCanonicalDecl();
}

static bool names(const RuleMark &mark, const FunctionDecl *primal) {
  return llvm::is_contained(mark.primals, primal->getCanonicalDecl()) ||
         (getTemplate(primal) && llvm::is_contained(mark.primals, getTemplate(primal))) ||
         namesMember(mark, primal);
}

/// The instance of a rule that is a template; null where the arguments do not meet what the rule
/// demands of them. The parameters behind them have defaults.
static FunctionDecl *instantiate(clang::Sema &sema, const RuleMark &mark,
                                 llvm::ArrayRef<clang::TemplateArgument> arguments) {
  clang::TemplateArgumentListInfo list(mark.location, mark.location);
  for (const clang::TemplateArgument &argument : arguments)
    list.addArgument(sema.getTrivialTemplateArgumentLoc(argument, QualType(), mark.location));
  FunctionDecl *rule = nullptr;
  clang::EnterExpressionEvaluationContext unevaluated(
      sema, clang::Sema::ExpressionEvaluationContext::Unevaluated);
  clang::sema::TemplateDeductionInfo info(mark.location);
  clang::Sema::SFINAETrap trap(sema, info);
  if (sema.DeduceTemplateArguments(mark.rule->getDescribedFunctionTemplate(), &list, rule, info) !=
          clang::TemplateDeductionResult::Success ||
      trap.hasErrorOccurred())
    return nullptr;
  return rule;
}

/// The arguments of a rule for the member of a class template, from those of the class; none where
/// they do not have the rule's form.
static llvm::SmallVector<clang::TemplateArgument> deduce(clang::Sema &sema, const RuleMark &mark,
                                                         const FunctionDecl *primal) {
  clang::TemplateParameterList *parameters =
      mark.rule->getDescribedFunctionTemplate()->getTemplateParameters();
  const auto *instance =
      llvm::cast<clang::ClassTemplateSpecializationDecl>(primal->getDeclContext());
  clang::EnterExpressionEvaluationContext unevaluated(
      sema, clang::Sema::ExpressionEvaluationContext::Unevaluated);
  clang::sema::TemplateDeductionInfo info(mark.location);
  clang::Sema::SFINAETrap trap(sema, info);
  llvm::SmallVector<clang::DeducedTemplateArgument> deduced(parameters->size());
  if (sema.DeduceTemplateArguments(parameters, getClass(mark.member)->template_arguments(),
                                   instance->getTemplateArgs().asArray(), info, deduced,
                                   /*NumberOfArgumentsMustMatch=*/true) !=
      clang::TemplateDeductionResult::Success)
    return {};
  llvm::SmallVector<clang::TemplateArgument> arguments;
  for (const clang::DeducedTemplateArgument &argument : deduced) {
    if (argument.isNull())
      break;
    arguments.push_back(argument);
  }
  return arguments;
}

/// Whether a rule that is a template has as many parameters as the function template.
static bool hasParametersOf(const RuleMark &mark, const FunctionDecl *primal) {
  const clang::TemplateArgumentList *arguments = primal->getTemplateSpecializationArgs();
  return arguments &&
         arguments->size() ==
             mark.rule->getDescribedFunctionTemplate()->getTemplateParameters()->size();
}

/// The rule, or its instance for this function.
static const FunctionDecl *instantiate(clang::Sema &sema, const RuleMark &mark,
                                       const FunctionDecl *primal) {
  if (!mark.rule->getDescribedFunctionTemplate())
    return mark.rule;
  FunctionDecl *rule = nullptr;
  if (namesMember(mark, primal)) {
    if (auto arguments = deduce(sema, mark, primal); !arguments.empty())
      rule = instantiate(sema, mark, arguments);
  } else if (hasParametersOf(mark, primal)) {
    rule = instantiate(sema, mark, primal->getTemplateSpecializationArgs()->asArray());
  }
  if (rule && !rule->isDefined()) {
    sema.InstantiateFunctionDefinition(mark.location, rule, true, true, true);
    sema.PerformPendingInstantiations();
  }
  return rule;
}

/// Whether a template that gives no suitable rule is an error: what does not have the form that it
/// names, or does not meet its demands, is left to other rules.
static bool isMistaken(const RuleMark &mark, const FunctionDecl *rule, const FunctionDecl *primal) {
  if (!mark.rule->getDescribedFunctionTemplate())
    return false; // Another overload or instance may be meant; `checkRules` sees to the rest.
  if (mark.member)
    return rule != nullptr;
  return mark.primals.size() == 1 && (rule || !hasParametersOf(mark, primal));
}

static void refuse(ImportDiagnostics &diagnostics, const RuleMark &mark, const FunctionDecl *primal,
                   const FunctionDecl *augmented) {
  diagnostics.refuse(mark.location, "rule-signature",
                     "this is no rule for '" + primal->getQualifiedNameAsString() +
                         "'; its signature must be '" +
                         RuleSignatures(primal).spell(mark.kind, augmented) + "'",
                     nullptr);
  diagnostics.note(primal->getLocation(), "'" + primal->getNameAsString() + "' is declared here");
}

CustomRules frontend::findRules(clang::Sema &sema, ImportDiagnostics &diagnostics,
                                const FunctionDecl *primal) {
  CustomRules rules;
  const std::vector<RuleMark> &marks = getMarks(sema.getASTContext());
  if (marks.empty())
    return rules;
  RuleSignatures signatures(primal);
  // The state's type belongs to the signature of the vjp.
  for (RuleKind kind : {RuleKind::Augmented, RuleKind::Jvp, RuleKind::Vjp})
    for (size_t i = 0; i < marks.size(); ++i) { // Instantiation may add marks.
      RuleMark mark = marks[i];
      if (mark.kind != kind || !names(mark, primal))
        continue;
      const FunctionDecl *rule = instantiate(sema, mark, primal);
      bool suits = rule && signatures.matches(kind, rule, rules.augmented);
      if (!suits) {
        if (isMistaken(mark, rule, primal))
          refuse(diagnostics, mark, primal, rules.augmented);
        continue;
      }
      const FunctionDecl *&place = kind == RuleKind::Jvp   ? rules.jvp
                                   : kind == RuleKind::Vjp ? rules.vjp
                                                           : rules.augmented;
      if (place && place->getCanonicalDecl() != rule->getCanonicalDecl())
        diagnostics.refuse(
            mark.location, "rule-signature",
            "'" + primal->getQualifiedNameAsString() + "' has another rule of this kind", nullptr);
      place = rule;
    }
  return rules;
}

void frontend::checkRules(const clang::ASTContext &ast, ImportDiagnostics &diagnostics) {
  const std::vector<RuleMark> &marks = getMarks(ast);
  for (const RuleMark &mark : marks) {
    if (mark.rule->getDescribedFunctionTemplate())
      continue;
    const FunctionDecl *only = nullptr, *state = nullptr;
    bool suits = false;
    llvm::SmallVector<const FunctionDecl *> primals;
    for (const clang::NamedDecl *candidate : mark.primals) {
      if (const auto *primal = llvm::dyn_cast<FunctionDecl>(candidate))
        primals.push_back(primal);
      // Instances of a template: those that the program uses.
      if (const auto *pattern = llvm::dyn_cast<clang::FunctionTemplateDecl>(candidate))
        for (const FunctionDecl *instance :
             const_cast<clang::FunctionTemplateDecl *>(pattern)->specializations())
          primals.push_back(instance);
    }
    for (const FunctionDecl *primal : primals) {
      only = primal;
      const FunctionDecl *augmented = nullptr;
      for (const RuleMark &other : marks)
        if (other.kind == RuleKind::Augmented && names(other, primal) &&
            RuleSignatures(primal).matches(RuleKind::Augmented, other.rule, nullptr))
          augmented = other.rule;
      state = augmented;
      suits |= RuleSignatures(primal).matches(mark.kind, mark.rule, augmented);
    }
    if (!suits && only)
      refuse(diagnostics, mark, only, state);
  }
}
