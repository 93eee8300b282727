// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of functions, member functions, operators and constructors of this translation unit.

#include "ClassQueries.h"
#include "CodePointers.h"
#include "CustomRules.h"
#include "FunctionImporter.h"
#include "MemberPointers.h"
#include "OpaqueFunctions.h"
#include "PlainCalls.h"
#include "VirtualCalls.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"

using namespace costate;
using namespace costate::frontend;

/// One call: resolves the callee, evaluates the arguments from left to right.
namespace {
class CallEmitter {
public:
  CallEmitter(FunctionImporter &importer, const clang::CallExpr *call, Value destination)
      : importer(importer), call(call), destination(destination) {}

  Value emit();

private:
  Value emitObjectArgument(const clang::CXXMethodDecl *method);
  Value emitTrivialAssignment(const clang::CXXMethodDecl *method);
  Value emitFunction(const clang::FunctionDecl *callee);
  Value emitIndirect();

  FunctionImporter &importer;
  const clang::CallExpr *call;
  Value destination;
};
} // namespace

Value FunctionImporter::emitCall(const clang::CallExpr *call, Value destination) {
  if (std::optional<Value> comparison = emitTypeComparison(*this, call))
    return *comparison;
  return CallEmitter(*this, call, destination).emit();
}

Value CallEmitter::emitIndirect() {
  const Expr *callee = call->getCallee()->IgnoreParenImpCasts();
  // Destroying a scalar has no effect but those of naming it.
  if (const auto *pseudo = llvm::dyn_cast<clang::CXXPseudoDestructorExpr>(callee)) {
    importer.emitIgnored(pseudo->getBase());
    return {};
  }
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(callee);
      binary && binary->isPtrMemOp())
    return emitMemberCall(importer, call, binary, destination);
  return emitIndirectCall(importer, call, destination);
}

/// The operator of a call through a pointer to member, `(object.*pointer)(...)`.
static const clang::BinaryOperator *getMemberPointerCallee(const clang::CallExpr *call) {
  const auto *binary =
      llvm::dyn_cast<clang::BinaryOperator>(call->getCallee()->IgnoreParenImpCasts());
  return binary && binary->isPtrMemOp() ? binary : nullptr;
}

/// The function that a constant pointer to member designates; null where that is not known.
static const clang::CXXMethodDecl *findDesignatedMethod(const clang::ASTContext &ast,
                                                        const clang::CallExpr *call) {
  const clang::BinaryOperator *callee = getMemberPointerCallee(call);
  clang::Expr::EvalResult result;
  if (!callee || callee->getRHS()->isInstantiationDependent() ||
      !callee->getRHS()->EvaluateAsRValue(result, ast) || result.HasSideEffects ||
      !result.Val.isMemberPointer() || !result.Val.getMemberPointerPath().empty())
    return nullptr;
  return llvm::dyn_cast_or_null<clang::CXXMethodDecl>(result.Val.getMemberPointerDecl());
}

Value CallEmitter::emit() {
  switch (call->getStmtClass()) {
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    break;
  default:
    return importer.refuseNode(call);
  }
  // A pointer to a member is followed even where clang knows what it points to.
  const auto *access =
      llvm::dyn_cast<clang::BinaryOperator>(call->getCallee()->IgnoreParenImpCasts());
  const clang::FunctionDecl *callee =
      access && access->isPtrMemOp() ? nullptr : call->getDirectCallee();
  if (!callee)
    callee = findDesignatedMethod(importer.ast, call);
  if (!callee)
    return emitIndirect();
  // A declaration without a prototype does not tell the parameters.
  if (const clang::FunctionDecl *definition = callee->getDefinition();
      definition && !callee->hasPrototype())
    callee = definition;
  // What the user says about a function comes before what is known about it.
  if (!findRules(importer.module.sema, importer.module.diagnostics, callee))
    if (std::optional<Value> result = importer.emitLibraryCall(call, callee))
      return *result;
  if (callee->getTemplatedKind() == clang::FunctionDecl::TK_FunctionTemplate)
    return importer.refuse(call->getExprLoc(), "unsupported-template",
                           "calls of uninstantiated templates are not supported");
  return emitFunction(callee);
}

/// The class of the object is known: no other function can be meant.
static bool isCalledStatically(const clang::CXXMethodDecl *method, const clang::CallExpr *call) {
  if (!method->isVirtual())
    return true;
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParens());
  if (getMemberPointerCallee(call))
    return method->hasAttr<clang::FinalAttr>() || method->getParent()->isEffectivelyFinal();
  const Expr *object = member ? member->getBase() : call->getArg(0);
  const clang::CXXMethodDecl *known =
      const_cast<clang::CXXMethodDecl *>(method)->getDevirtualizedMethod(object, false);
  if (known && known->getCanonicalDecl() == method->getCanonicalDecl())
    return true;
  if (member && member->hasQualifier())
    return true;
  return method->hasAttr<clang::FinalAttr>() || method->getParent()->isEffectivelyFinal();
}

Value CallEmitter::emitObjectArgument(const clang::CXXMethodDecl *method) {
  if (llvm::isa<clang::CXXOperatorCallExpr>(call))
    return importer.emitLValue(call->getArg(0));
  if (const clang::BinaryOperator *callee = getMemberPointerCallee(call))
    return callee->getOpcode() == clang::BO_PtrMemI ? importer.emitScalar(callee->getLHS())
                                                    : importer.emitLValue(callee->getLHS());
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParens());
  if (!member)
    return importer.refuseNode(call);
  return member->isArrow() ? importer.emitScalar(member->getBase())
                           : importer.emitLValue(member->getBase());
}

// `a = b` of records that are copied bit by bit; the right side first, as clang does.
Value CallEmitter::emitTrivialAssignment(const clang::CXXMethodDecl *method) {
  SourceLocation location = call->getExprLoc();
  bool isOperator = llvm::isa<clang::CXXOperatorCallExpr>(call);
  const Expr *right = call->getArg(isOperator ? 1 : 0);
  Value source, target;
  if (isOperator) {
    source = importer.emitLValue(right);
    target = source ? emitObjectArgument(method) : Value();
  } else {
    target = emitObjectArgument(method);
    source = target ? importer.emitLValue(right) : Value();
  }
  if (!source || !target)
    return {};
  if (!importer.importType(importer.ast.getCanonicalTagType(method->getParent()), location))
    return {};
  if (!method->getParent()->isEmpty())
    importer.copy(target, source, location);
  return target;
}

Value FunctionImporter::emitArgument(const Expr *argument, QualType parameterType) {
  if (parameterType->isReferenceType())
    return emitLValue(argument);
  if (isAggregateType(parameterType))
    return emitToTemporary(argument);
  return emitScalar(argument);
}

/// `costate::detail::request<...>::invoke`, whose body is not the program's.
static bool isDerivativeStub(const clang::FunctionDecl *callee) {
  const auto *record =
      llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(callee->getDeclContext());
  return record &&
         record->getSpecializedTemplate()->getQualifiedNameAsString() == "costate::detail::request";
}

Value CallEmitter::emitFunction(const clang::FunctionDecl *callee) {
  SourceLocation location = call->getExprLoc();
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  bool isDispatched = method && !isCalledStatically(method, call);
  if (isLambdaConversion(callee))
    return emitLambdaConversion(importer, call);
  if (method && method->getParent()->isInStdNamespace() &&
      method->getParent()->getName() == "type_info")
    return importer.refuse(location, "unsupported-typeid",
                           "what 'typeid' gives is not supported beyond its address");
  if (method && llvm::isa<clang::CXXDestructorDecl>(method) && method->isTrivial()) {
    if (const auto *member = llvm::dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParens()))
      importer.emitIgnored(member->getBase());
    return {};
  }
  if (method && method->isTrivial() &&
      (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()))
    return emitTrivialAssignment(method);

  llvm::SmallVector<Value> arguments;
  QualType resultType = callee->getReturnType();
  Value result = destination;
  if (isAggregateType(resultType)) {
    if (!result && !(result = importer.createTemporary(resultType, location)))
      return {};
    arguments.push_back(result);
  }
  bool isInstance = method && method->isImplicitObjectMemberFunction();
  bool isOperator = llvm::isa<clang::CXXOperatorCallExpr>(call);
  // An explicit object is an argument like others; a static operator's object is evaluated only.
  unsigned firstArgument = isOperator && method && !method->isExplicitObjectMemberFunction();
  if (isOperator && method && method->isStatic())
    importer.emitIgnored(call->getArg(0));
  const auto *operatorCall = llvm::dyn_cast<clang::CXXOperatorCallExpr>(call);
  // Assignments evaluate their right side first (C++17).
  bool rightFirst = operatorCall && operatorCall->isAssignmentOp() && call->getNumArgs() == 2;
  llvm::SmallVector<Value> parameters(callee->getNumParams());
  auto emitParameter = [&](unsigned i) {
    const Expr *argument = call->getArg(firstArgument + i);
    QualType type = callee->getParamDecl(i)->getType();
    parameters[i] = importer.emitArgument(argument, type);
    // Without a prototype the caller only promotes what the definition takes.
    if (parameters[i] && !callee->hasPrototype() && type->isArithmeticType() &&
        !type->isAnyComplexType())
      parameters[i] = importer.convertScalar(parameters[i], argument->getType(), type, location);
    return static_cast<bool>(parameters[i]);
  };
  if (rightFirst && !emitParameter(callee->getNumParams() - 1))
    return {};
  if (isInstance) {
    Value object = emitObjectArgument(method);
    if (!object)
      return {};
    cxx::PtrType type =
        importer.importPointerTo(importer.ast.getCanonicalTagType(method->getParent()), location);
    arguments.push_back(importer.castPointer(object, type, location));
  }
  for (unsigned i = 0; i < parameters.size(); ++i)
    if (!parameters[i] && !emitParameter(i))
      return {};
  llvm::append_range(arguments, parameters);
  // Where another function may override it, the choice comes first.
  if (!isDispatched)
    if (std::optional<Value> value = importer.emitRuleCall(callee, arguments, location))
      return *value;
  // What a stream would throw out of its own functions could not be told from where it comes.
  if (method && isInStd(method) && method->getParent()->getName() == "basic_ios" &&
      method->getIdentifier() && method->getName() == "exceptions" && method->getNumParams() == 1)
    return importer.refuse(
        location, "opaque-exception",
        "streams that report errors by exceptions are not supported; test their state instead");
  // Only its definition could tell what such a function takes.
  if (!callee->hasPrototype() && !callee->hasBody() && call->getNumArgs() != 0)
    return importer.refuse(location, "unsupported-external-call",
                           "call to '" + callee->getNameAsString() +
                               "', which is declared without its parameters and has no "
                               "definition in this translation unit");
  bool passesAll = callee->isVariadic() && importer.module.plainCallees.isPlain(callee);
  if (isLibraryThrow(callee) || isOpaqueByType(callee) || passesAll) {
    for (unsigned i = firstArgument + parameters.size(); i < call->getNumArgs(); ++i) {
      arguments.push_back(importer.emitArgument(call->getArg(i), call->getArg(i)->getType()));
      if (!arguments.back())
        return {};
    }
    return importer.createPlainCall(callee, arguments, location);
  }
  // The function does not see them (ModuleImporter::importSignature).
  for (unsigned i = firstArgument + parameters.size(); i < call->getNumArgs(); ++i)
    importer.emitIgnored(call->getArg(i));
  if (isDerivativeStub(callee))
    return importer.refuse(location, "unsupported-nested-derivative",
                           "derivatives of functions that ask for derivatives are not supported; "
                           "use costate::hvp");
  mlir::func::FuncOp target =
      isDispatched ? getVirtualCallee(importer, method, /*deletes=*/false, location)
                   : importer.module.getFunction(callee, importer.function, call->getExprLoc());
  if (target && isDispatched) {
    Value table = emitVirtualTable(importer, arguments[isAggregateType(resultType)],
                                   method->getParent(), location);
    if (!table)
      return {};
    arguments.insert(arguments.begin(), table);
  }
  if (!target) {
    (void)importer.refuseQuietly();
    return {};
  }
  return importer.createCall(target, arguments, location);
}

Value FunctionImporter::createCall(mlir::func::FuncOp target, llvm::ArrayRef<Value> arguments,
                                   SourceLocation location) {
  llvm::SmallVector<Value> converted;
  for (auto [argument, type] : llvm::zip_equal(arguments, target.getArgumentTypes()))
    converted.push_back(llvm::isa<cxx::PtrType>(type) ? castPointer(argument, type, location)
                                                      : argument);
  Block *unwind = target->hasAttr(cxx::attr::noThrow) ? nullptr : getUnwindTarget();
  if (unwind) {
    Block *next = createBlock();
    auto invoke =
        cxx::InvokeOp::create(builder, at(location), target.getFunctionType().getResults(),
                              mlir::FlatSymbolRefAttr::get(target), converted, next, unwind);
    continueIn(next);
    return invoke.getNumResults() ? invoke.getResult(0) : Value();
  }
  auto call = mlir::func::CallOp::create(builder, at(location), target, converted);
  return call.getNumResults() ? call.getResult(0) : Value();
}

LogicalResult FunctionImporter::emitConstruct(const clang::CXXConstructExpr *construct,
                                              Value destination) {
  SourceLocation location = construct->getExprLoc();
  const clang::CXXConstructorDecl *constructor = construct->getConstructor();
  const clang::CXXRecordDecl *record = constructor->getParent();
  if (!module.types.complete(record, location, function))
    return refuseQuietly();
  // Before C++17 the copy that initializes an object with a temporary is left out, too.
  if (construct->isElidable())
    if (const auto *temporary =
            llvm::dyn_cast<clang::MaterializeTemporaryExpr>(construct->getArg(0)->IgnoreParens());
        temporary && ast.hasSameUnqualifiedType(temporary->getType(), construct->getType()))
      return emitAggregate(temporary->getSubExpr(), destination);
  // `S s[3];` with constructors: one call for each element.
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(
          llvm::cast<cxx::PtrType>(destination.getType()).getPointee()))
    return emitConstructArray(construct, destination, array);
  if (construct->requiresZeroInitialization())
    zeroInitialize(destination, ast.getCanonicalTagType(record), location);
  if (constructor->isTrivial() && constructor->isDefaultConstructor())
    return success();
  if (constructor->isTrivial() && constructor->isCopyOrMoveConstructor()) {
    Value source = emitLValue(construct->getArg(0));
    if (!source)
      return failure();
    if (!record->isEmpty())
      copy(destination, source, location);
    return success();
  }
  llvm::SmallVector<Value> arguments = {destination};
  for (unsigned i = 0; i < constructor->getNumParams(); ++i) {
    Value argument = emitArgument(construct->getArg(i), constructor->getParamDecl(i)->getType());
    if (!argument)
      return failure();
    arguments.push_back(argument);
  }
  if (isOpaqueClass(record) && !module.plainCallees.isPlain(constructor)) {
    refuse(location, "unsupported-virtual-base",
           "virtual base of '" + record->getNameAsString() + "' is not supported here");
    return failure();
  }
  mlir::func::FuncOp target = getConstructor(construct, location);
  if (!target)
    return refuseQuietly();
  createCall(target, arguments, location);
  return success();
}

// The inheriting constructor hands its parameters on as they are.
LogicalResult
FunctionImporter::emitInheritedConstruct(const clang::CXXInheritedCtorInitExpr *construct,
                                         Value destination) {
  SourceLocation location = construct->getExprLoc();
  const clang::CXXConstructorDecl *constructor = construct->getConstructor();
  mlir::func::FuncOp target =
      constructedBase ? module.getPartFunction(constructor, *constructedBase, function, location)
                      : module.getFunction(constructor, function, location);
  if (!target)
    return refuseQuietly();
  llvm::SmallVector<Value> arguments = {destination};
  for (const clang::ParmVarDecl *parameter : function->parameters()) {
    Value address = variables.lookup(parameter);
    bool isAddress =
        parameter->getType()->isReferenceType() || isAggregateType(parameter->getType());
    arguments.push_back(isAddress ? address : load(address, location));
  }
  createCall(target, arguments, location);
  return success();
}

// `{a, b, c}`: an array of its own, and an object that refers to it by pointer and extent (or end).
LogicalResult
FunctionImporter::emitInitializerListObject(const clang::CXXStdInitializerListExpr *list,
                                            Value destination) {
  SourceLocation location = list->getExprLoc();
  Value array = emitLValue(list->getSubExpr());
  const clang::RecordDecl *record = list->getType()->getAsRecordDecl();
  if (!array || !module.types.complete(record, location, function))
    return refuseQuietly();
  const clang::ConstantArrayType *type = ast.getAsConstantArrayType(list->getSubExpr()->getType());
  llvm::SmallVector<const clang::FieldDecl *, 2> fields(record->getDefinition()->fields());
  if (!type || fields.size() != 2)
    return refuseNode(list), failure();
  Value first = element(array, constantIndex(0, location), location);
  store(first, field(destination, 0, location), location);
  Value count = constantIndex(type->getZExtSize(), location);
  bool hasEnd = fields[1]->getType()->isPointerType();
  store(hasEnd ? cxx::OffsetOp::create(builder, at(location), first, count).getResult() : count,
        field(destination, 1, location), location);
  return success();
}

/// `T[2]` for an element of `T[3][2]`.
static QualType getElementType(const clang::ASTContext &ast, const clang::CXXRecordDecl *record,
                               cxx::ArrayType array) {
  auto inner = llvm::dyn_cast<cxx::ArrayType>(array.getElementType());
  if (!inner)
    return ast.getCanonicalTagType(record);
  return ast.getConstantArrayType(getElementType(ast, record, inner),
                                  llvm::APInt(64, inner.getSize()), nullptr,
                                  clang::ArraySizeModifier::Normal, 0);
}

LogicalResult FunctionImporter::emitConstructArray(const clang::CXXConstructExpr *construct,
                                                   Value destination, cxx::ArrayType array) {
  SourceLocation location = construct->getExprLoc();
  const clang::CXXConstructorDecl *constructor = construct->getConstructor();
  if (construct->requiresZeroInitialization()) {
    if (holdsMemberOffset(ast, ast.getCanonicalTagType(constructor->getParent())))
      return refuse(location, "unsupported-member-pointer",
                    "zero initialization of arrays of objects that hold pointers to members is "
                    "not supported"),
             failure();
    storeZero(destination, location);
  }
  if (constructor->isTrivial() && constructor->isDefaultConstructor())
    return success();
  return emitConstructEach(getElementType(ast, constructor->getParent(), array),
                           element(destination, constantIndex(0, location), location),
                           constantIndex(array.getSize(), location), location,
                           [&](Value object) { return emitConstruct(construct, object); });
}

LogicalResult
FunctionImporter::emitConstructEach(QualType type, Value first, Value count,
                                    SourceLocation location,
                                    llvm::function_ref<LogicalResult(Value)> construct) {
  PartialObject objects(*this);
  return emitForEach(
      count, location,
      [&](Value index) {
        return construct(cxx::OffsetOp::create(builder, at(location), first, index));
      },
      [&](Value index) { objects.addElements(type, first, index, location); });
}

LogicalResult FunctionImporter::emitForEach(Value count, SourceLocation location,
                                            llvm::function_ref<LogicalResult(Value)> body,
                                            llvm::function_ref<void(Value)> prepare) {
  Value counter = createAlloca(builder.getI64Type(), "", location);
  store(constantIndex(0, location), counter, location);
  if (prepare)
    prepare(counter);
  Block *header = createBlock(), *inside = createBlock(), *end = createBlock();
  jump(header, location);
  llvm::SaveAndRestore<unsigned> depth(loopDepth, loopDepth + 1);
  continueIn(header);
  Value more = mlir::arith::CmpIOp::create(builder, at(location), mlir::arith::CmpIPredicate::slt,
                                           load(counter, location), count);
  branch(more, inside, end, location);
  continueIn(inside);
  if (body(load(counter, location)).failed())
    return failure();
  store(mlir::arith::AddIOp::create(builder, at(location), load(counter, location),
                                    constantIndex(1, location),
                                    mlir::arith::IntegerOverflowFlags::nsw),
        counter, location);
  jump(header, location);
  continueIn(end);
  return success();
}
