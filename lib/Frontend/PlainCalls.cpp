// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides which functions are called as they are. By type: a function that can neither read nor
// write anything with a tangent is inactive. Names matter for what types cannot say: the library's
// functions for text read numbers only to print them, and extraction writes them without reading.

#include "PlainCalls.h"

#include "Definitions.h"
#include "InactiveMarks.h"
#include "LibraryBodies.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/StringSwitch.h"

using namespace costate;
using namespace costate::frontend;
using clang::FunctionDecl;
using clang::QualType;

bool frontend::isLibraryThrow(const FunctionDecl *function) {
  return function->getIdentifier() && function->getName().starts_with("__throw_") &&
         function->isInStdNamespace() && function->isNoReturn() && !function->getDefinition();
}

bool frontend::isOpaqueClass(const clang::RecordDecl *record) {
  const auto *object = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(record);
  return object && object->hasDefinition() && isInStd(object) && object->getNumVBases() != 0;
}

bool frontend::isString(const clang::RecordDecl *record) {
  const auto *object = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (!object || !isInStd(object) || object->getName() != "basic_string" ||
      object->getTemplateArgs().size() != 3)
    return false;
  const clang::RecordDecl *allocator = object->getTemplateArgs()[2].getAsType()->getAsRecordDecl();
  return allocator && isInStd(allocator) && allocator->getName() == "allocator";
}

static const clang::RecordDecl *getReferenced(QualType type) {
  return type->isReferenceType() ? type->getPointeeType()->getAsRecordDecl() : nullptr;
}

static const clang::CXXMethodDecl *getInstanceMethod(const FunctionDecl *function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  return method && method->isImplicitObjectMemberFunction() ? method : nullptr;
}

/// Whether the function belongs to the library's text streams: a member, or its first argument is
/// one.
static bool isStreamFunction(const FunctionDecl *function) {
  if (!isInStd(function))
    return false;
  const clang::RecordDecl *record =
      getInstanceMethod(function) ? getInstanceMethod(function)->getParent()
      : function->getNumParams()  ? getReferenced(function->getParamDecl(0)->getType())
                                  : nullptr;
  return record && isInStd(record) && record->getIdentifier() &&
         (isOpaqueClass(record) || record->getName() == "ios_base" ||
          record->getName() == "basic_ios");
}

bool frontend::isExtraction(const FunctionDecl *function) {
  const clang::CXXMethodDecl *method = getInstanceMethod(function);
  return method && isInStd(method) && method->getOverloadedOperator() == clang::OO_GreaterGreater &&
         method->getParent()->getName() == "basic_istream" && method->getNumParams() == 1 &&
         method->getParamDecl(0)->getType()->isReferenceType() &&
         method->getParamDecl(0)->getType()->getPointeeType()->isRealFloatingType();
}

bool frontend::isNumberToText(const FunctionDecl *function) {
  return function->isInStdNamespace() && function->getIdentifier() &&
         function->getName() == "to_string" && function->getNumParams() == 1 &&
         function->getParamDecl(0)->getType()->isRealFloatingType() &&
         function->getReturnType()->isRecordType();
}

std::optional<int> frontend::getReturnedParameter(const FunctionDecl *function) {
  QualType result = function->getReturnType();
  const clang::RecordDecl *record = getReferenced(result);
  if (!record || !isInStd(function) || !isInStd(record) || !result->isLValueReferenceType() ||
      result->getPointeeType().isConstQualified())
    return std::nullopt;
  auto isSame = [&](const clang::RecordDecl *other) {
    return other && other->getCanonicalDecl() == record->getCanonicalDecl();
  };
  if (const clang::CXXMethodDecl *method = getInstanceMethod(function);
      method && !method->isConst() && isSame(method->getParent()))
    return -1;
  if (function->getNumParams() && isSame(getReferenced(function->getParamDecl(0)->getType())) &&
      !llvm::isa<clang::CXXMethodDecl>(function))
    return 0;
  return std::nullopt;
}

bool PlainCallees::isPlain(const FunctionDecl *function) {
  const FunctionDecl *key = function->getCanonicalDecl();
  if (auto found = known.find(key); found != known.end())
    return found->second;
  bool result = decide(function);
  return known[key] = result;
}

static bool isPublic(const clang::Decl *declaration) {
  for (;; declaration = llvm::cast<clang::Decl>(declaration->getDeclContext())) {
    if (declaration->getAccess() != clang::AS_public && declaration->getAccess() != clang::AS_none)
      return false;
    if (!declaration->getDeclContext()->isRecord())
      return true;
  }
}

/// Whether the standard library has the function: `extern template`.
static bool isInstantiatedElsewhere(const FunctionDecl *function) {
  return isInStd(function) &&
         function->getTemplateSpecializationKind() == clang::TSK_ExplicitInstantiationDeclaration;
}

/// Calls that return more than once, or elsewhere, and what the compiler makes itself.
static bool isNoOrdinaryCall(const FunctionDecl *function) {
  if (function->hasAttr<clang::ReturnsTwiceAttr>())
    return true;
  llvm::StringRef name = function->getIdentifier() ? function->getName() : "";
  return name.starts_with("__builtin_") || name.contains("setjmp") || name.contains("longjmp") ||
         name.ends_with("context") || name == "fork" || name == "vfork" || name == "alloca";
}

/// Whether the linker finds the function without this translation unit.
bool PlainCallees::isDefinedElsewhere(const FunctionDecl *function) const {
  if (function->isDeleted() || function->isPureVirtual() || !function->isExternallyVisible())
    return false;
  if (isInstantiatedElsewhere(function)) {
    // There is nothing to call in the members of a class without state.
    const clang::CXXMethodDecl *method = getInstanceMethod(function);
    return isPublic(function) && !(method && method->getParent()->isEmpty());
  }
  if (function->isDefaulted() || function->isImplicit() || function->isConstexpr() ||
      isNoOrdinaryCall(function))
    return false;
  const FunctionDecl *pattern = function->getTemplateInstantiationPattern();
  return !function->hasBody() && !(pattern && pattern->hasBody());
}

namespace {
class CalleeFinder : public clang::RecursiveASTVisitor<CalleeFinder> {
public:
  bool shouldVisitImplicitCode() const { return true; }
  bool VisitCallExpr(clang::CallExpr *call) {
    if (const FunctionDecl *callee = call->getDirectCallee())
      callees.push_back(callee);
    return true;
  }
  llvm::SmallVector<const FunctionDecl *> callees;
};
} // namespace

/// Whether the function checks a position that its caller gives. Such functions are imported where
/// they can be: an exception out of them then takes the same way as all others.
bool PlainCallees::throwsOutOfRange(const FunctionDecl *function, unsigned depth) {
  const FunctionDecl *key = function->getCanonicalDecl();
  if (depth == 0)
    return false;
  auto [entry, isNew] = throwing.try_emplace(key, false);
  if (!isNew)
    return entry->second;
  const FunctionDecl *definition = findDefinition(sema, function, function->getLocation());
  if (!definition)
    return false;
  CalleeFinder finder;
  finder.TraverseStmt(definition->getBody());
  bool result = llvm::any_of(finder.callees, [&](const FunctionDecl *callee) {
    if (isLibraryThrow(callee))
      return callee->getName().contains("out_of_range");
    return llvm::isa<clang::CXXMethodDecl>(callee) && isInStd(callee) &&
           throwsOutOfRange(callee, depth - 1);
  });
  return throwing[key] = result;
}

bool PlainCallees::isInactiveByType(const FunctionDecl *function) {
  bool isStream = isStreamFunction(function);
  bool isText =
      isStream || (isInStd(function) && getReferenced(function->getReturnType()) == nullptr &&
                   function->getReturnType()->isRecordType());
  if (const clang::CXXMethodDecl *method = getInstanceMethod(function))
    if (types.mayLeadToTangent(ast.getCanonicalTagType(method->getParent())))
      return false;
  for (const clang::ParmVarDecl *parameter : function->parameters()) {
    QualType type = parameter->getType().getCanonicalType();
    if (isText && type->isRealFloatingType())
      continue;
    if (isExtraction(function))
      continue;
    // A stream prints an address and follows it nowhere.
    if (isStream && type->isPointerType() && type->getPointeeType()->isVoidType() &&
        type->getPointeeType().isConstQualified())
      continue;
    if (types.mayCarry(type))
      return false;
  }
  QualType result = function->getReturnType();
  return result->isRealFloatingType() || !types.mayCarry(result);
}

bool PlainCallees::mayThrow(const FunctionDecl *function) const {
  if (isLibraryThrow(function))
    return !function->getName().starts_with("__throw_bad_a");
  if (isInStd(function) || function->isExternC())
    return false;
  const auto *type = function->getType()->getAs<clang::FunctionProtoType>();
  if (type && clang::isUnresolvedExceptionSpec(type->getExceptionSpecType()))
    type = sema.ResolveExceptionSpec(function->getLocation(), type);
  return !function->hasAttr<clang::NoThrowAttr>() && !(type && type->isNothrow());
}

/// The state of the processor's arithmetic is nobody's memory.
static bool changesArithmetic(const FunctionDecl *function) {
  return function->isExternC() && function->getIdentifier() &&
         llvm::StringSwitch<bool>(function->getName())
             .Cases({"fesetround", "fesetenv", "feholdexcept", "feupdateenv", "feclearexcept"},
                    true)
             .Cases({"feraiseexcept", "fesetexceptflag", "feenableexcept", "fedisableexcept"}, true)
             .Cases({"fetestexcept", "fegetexceptflag", "fegetenv"}, true)
             .Default(false);
}

bool PlainCallees::decide(const FunctionDecl *function) {
  if (isLibraryThrow(function) || isNumberToText(function))
    return true;
  if (changesArithmetic(function))
    return false;
  if (!isDefinedElsewhere(function) ||
      function->getTemplatedKind() == FunctionDecl::TK_FunctionTemplate)
    return false;
  if (isMarkedInactive(function))
    return true;
  // The types of variable arguments do not tell what they lead to.
  if (function->isVariadic() || !isInactiveByType(function))
    return false;
  if (!isInstantiatedElsewhere(function) && isInStd(function) &&
      findLibraryBody(sema, function, function->getLocation()))
    return false;
  const clang::CXXMethodDecl *method = getInstanceMethod(function);
  if (isInstantiatedElsewhere(function) && method && !isOpaqueClass(method->getParent()) &&
      throwsOutOfRange(function, 4))
    return false;
  return true;
}
