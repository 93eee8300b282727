// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addresses of functions as values, and calls through them.

#include "CodePointers.h"
#include "MathFunctions.h"
#include "MemberPointers.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace costate;
using namespace costate::frontend;

std::string frontend::spellFunctionType(const clang::ASTContext &ast, QualType type) {
  type = type.getCanonicalType();
  if (const auto *prototype = type->getAs<clang::FunctionProtoType>()) {
    clang::FunctionProtoType::ExtProtoInfo info = prototype->getExtProtoInfo();
    info.ExceptionSpec = {};
    type = ast.getFunctionType(prototype->getReturnType(), prototype->getParamTypes(), info);
  }
  return type.getCanonicalType().getAsString(ast.getPrintingPolicy());
}

/// The type by which calls find a function: one without a prototype has it from its definition.
static QualType getCallType(const clang::ASTContext &ast, const clang::FunctionDecl *function) {
  const clang::FunctionDecl *definition = function->getDefinition();
  if (function->getType()->getAs<clang::FunctionProtoType>() || !definition)
    return function->getType();
  llvm::SmallVector<QualType> types;
  for (const clang::ParmVarDecl *parameter : definition->parameters())
    types.push_back(parameter->getType().getUnqualifiedType());
  return ast.getFunctionType(function->getReturnType(), types, {});
}

/// The type of what is called through a pointer; without a prototype it follows from the arguments,
/// which are promoted already.
static QualType getCallType(const clang::ASTContext &ast, const clang::CallExpr *call) {
  QualType type = call->getCallee()->getType();
  if (type->isFunctionPointerType())
    type = type->getPointeeType();
  const auto *function = type->getAs<clang::FunctionNoProtoType>();
  if (!function)
    return type;
  llvm::SmallVector<QualType> types;
  for (const Expr *argument : call->arguments())
    types.push_back(argument->getType().getUnqualifiedType());
  return ast.getFunctionType(function->getReturnType(), types, {});
}

Value frontend::emitFunctionAddress(FunctionImporter &importer, const clang::FunctionDecl *function,
                                    SourceLocation location) {
  if (llvm::isa<clang::CXXMethodDecl>(function) &&
      llvm::cast<clang::CXXMethodDecl>(function)->isImplicitObjectMemberFunction())
    return importer.refuse(location, "unsupported-member-pointer",
                           "use of member function '" + function->getNameAsString() +
                               "' as a value is not supported");
  return cxx::CodeAddressOp::create(importer.builder, importer.at(location),
                                    importer.module.getCandidate(function), /*offset=*/0,
                                    !function->isExternallyVisible());
}

Value frontend::emitCodeConversion(FunctionImporter &importer, Value value, QualType from,
                                   QualType to, SourceLocation location) {
  if (!value || (from->isFunctionPointerType() && to->isFunctionPointerType()))
    return value;
  if (to->isFunctionPointerType())
    return cxx::PtrToCodeOp::create(importer.builder, importer.at(location),
                                    cxx::CodeType::get(importer.module.context), value);
  cxx::PtrType type = importer.importPointerTo(to->getPointeeType(), location);
  return type ? cxx::CodeToPtrOp::create(importer.builder, importer.at(location), type, value)
                    .getResult()
              : Value();
}

mlir::func::FuncOp frontend::getIndirectCallee(ModuleImporter &module, llvm::StringRef name,
                                               llvm::ArrayRef<mlir::Type> arguments,
                                               mlir::Type result) {
  if (auto known = module.module->lookupSymbol<mlir::func::FuncOp>(name))
    return known;
  mlir::OpBuilder builder(module.context);
  builder.setInsertionPointToEnd(module.module->getBody());
  mlir::TypeRange results = result ? mlir::TypeRange(result) : mlir::TypeRange();
  auto op = mlir::func::FuncOp::create(builder, mlir::UnknownLoc::get(module.context), name,
                                       builder.getFunctionType(arguments, results));
  op.setPrivate();
  return op;
}

Value frontend::emitIndirectCall(FunctionImporter &importer, const clang::CallExpr *call,
                                 Value destination) {
  SourceLocation location = call->getExprLoc();
  const Expr *callee = call->getCallee();
  QualType type = getCallType(importer.ast, call);
  const auto *prototype = type->getAs<clang::FunctionProtoType>();
  if (!prototype || prototype->isVariadic())
    return importer.refuse(location, "unsupported-variadic",
                           "calls through pointers to variadic functions are not supported");
  Value code = callee->isGLValue() ? importer.emitLValue(callee) : importer.emitScalar(callee);
  if (!code)
    return {};
  IndirectArguments arguments{{code}, {}};
  if (addArguments(importer, call, prototype, /*object=*/{}, destination, arguments).failed())
    return {};
  ModuleImporter &module = importer.module;
  std::string key = spellFunctionType(importer.ast, type);
  mlir::func::FuncOp target =
      getIndirectCallee(module, "costate.indirect." + key, arguments.getTypes(), arguments.result);
  mlir::Builder &builder = importer.builder;
  target->setAttr(cxx::attr::indirect, builder.getStringAttr(key));
  module.addCandidates(type);
  return importer.createCall(target, arguments.values, location);
}

LogicalResult frontend::addArguments(FunctionImporter &importer, const clang::CallExpr *call,
                                     const clang::FunctionProtoType *prototype, Value object,
                                     Value destination, IndirectArguments &arguments) {
  SourceLocation location = call->getExprLoc();
  QualType type = prototype->getReturnType();
  if (isAggregateType(type)) {
    if (!destination && !(destination = importer.createTemporary(type, location)))
      return failure();
    arguments.values.push_back(destination);
  } else if (!type->isVoidType() && !(arguments.result = importer.importType(type, location))) {
    return failure();
  }
  if (object)
    arguments.values.push_back(object);
  for (auto [argument, parameter] : llvm::zip_equal(call->arguments(), prototype->param_types())) {
    Value value = importer.emitArgument(argument, parameter);
    if (!value)
      return failure();
    arguments.values.push_back(value);
  }
  return success();
}

//===----------------------------- candidates ----------------------------===//

/// Such functions are found by their class, not by their type.
static bool isVirtualMethod(const clang::FunctionDecl *function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  return method && method->isImplicitObjectMemberFunction();
}

std::string ModuleImporter::getCandidate(const clang::FunctionDecl *function) {
  function = function->getCanonicalDecl();
  if (candidates.insert(function) && !isVirtualMethod(function))
    candidateTypes[function] = spellFunctionType(ast, getCallType(ast, function));
  return mangle(function);
}

void ModuleImporter::addCandidates(QualType type) {
  if (!addressTaken)
    addressTaken = findAddressTaken(ast);
  std::string key = spellFunctionType(ast, type);
  for (const clang::FunctionDecl *function : *addressTaken)
    if (spellFunctionType(ast, getCallType(ast, function)) == key)
      getCandidate(function);
}

void ModuleImporter::defineCandidates() {
  size_t nextDeletion = 0;
  for (size_t next = 0; next < candidates.size() || nextDeletion < deletions.size();) {
    if (next == candidates.size()) {
      defineDeletion(deletions[nextDeletion++]);
      defineOnTrial();
      continue;
    }
    const clang::FunctionDecl *function = candidates[next++];
    diagnostics.startTrial();
    mlir::func::FuncOp op = getFunction(function, nullptr, function->getLocation());
    // A function with rules is called as one, however it is reached.
    mlir::func::FuncOp ruled =
        op ? getRuledFunction(function, op, function->getLocation()) : mlir::func::FuncOp();
    std::string refusal = diagnostics.finishTrial();
    if (op && !ruled)
      op->setAttr(cxx::attr::refusal, mlir::StringAttr::get(context, refusal));
    if (!op) {
      functions.erase(function);
      mlir::OpBuilder builder(context);
      std::string symbol = mangle(function);
      op = module->lookupSymbol<mlir::func::FuncOp>(symbol);
      if (!op) {
        builder.setInsertionPointToEnd(module->getBody());
        op = mlir::func::FuncOp::create(builder, at(function->getLocation()), symbol,
                                        builder.getFunctionType({}, {}));
        op.setPrivate();
      }
      op->setAttr(cxx::attr::refusal, builder.getStringAttr(refusal));
    }
    if (auto type = candidateTypes.find(function); type != candidateTypes.end())
      op->setAttr(cxx::attr::addressTaken, mlir::StringAttr::get(context, type->second));
    defineOnTrial();
  }
  finishMemberCalls();
}

/// What only candidates reach is refused when a call turns out to reach it.
void ModuleImporter::defineOnTrial() {
  for (size_t next = 0; next < undefinedFunctions.size(); ++next) {
    auto [function, op, part] = undefinedFunctions[next];
    diagnostics.startTrial();
    FunctionImporter(*this, function, op, part).run();
    std::string refusal = diagnostics.finishTrial();
    if (refusal.empty())
      continue;
    op.getBody().dropAllReferences();
    op.getBody().getBlocks().clear();
    op->setAttr(cxx::attr::refusal, mlir::StringAttr::get(context, refusal));
  }
  undefinedFunctions.clear();
}

//===---------------------- conversions of closures ----------------------===//

bool frontend::isLambdaConversion(const clang::FunctionDecl *function) {
  const auto *conversion = llvm::dyn_cast<clang::CXXConversionDecl>(function);
  return conversion && conversion->getParent()->isLambda() &&
         conversion->getConversionType()->isFunctionPointerType();
}

/// The static function that calls the closure's operator; for generic lambdas, its instance.
static const clang::CXXMethodDecl *findInvoker(const clang::CXXConversionDecl *conversion) {
  const clang::CXXRecordDecl *closure = conversion->getParent();
  clang::CXXMethodDecl *invoker =
      closure->getLambdaStaticInvoker(conversion->getConversionType()
                                          ->getPointeeType()
                                          ->castAs<clang::FunctionType>()
                                          ->getCallConv());
  if (!invoker || !closure->isGenericLambda())
    return invoker;
  const clang::TemplateArgumentList *arguments = conversion->getTemplateSpecializationArgs();
  clang::FunctionTemplateDecl *pattern = invoker->getDescribedFunctionTemplate();
  void *position = nullptr;
  return arguments && pattern ? llvm::dyn_cast_or_null<clang::CXXMethodDecl>(
                                    pattern->findSpecialization(arguments->asArray(), position))
                              : nullptr;
}

Value frontend::emitLambdaConversion(FunctionImporter &importer, const clang::CallExpr *call) {
  const auto *conversion = llvm::cast<clang::CXXConversionDecl>(call->getDirectCallee());
  const auto *member = llvm::dyn_cast<clang::MemberExpr>(call->getCallee()->IgnoreParens());
  if (member)
    importer.emitIgnored(member->getBase());
  const clang::CXXMethodDecl *invoker = findInvoker(conversion);
  if (!invoker)
    return importer.refuseNode(call);
  return emitFunctionAddress(importer, invoker, call->getExprLoc());
}

/// The call operator that a static invoker stands for.
static const clang::CXXMethodDecl *findCallOperator(const clang::CXXMethodDecl *invoker) {
  clang::CXXMethodDecl *callOperator = invoker->getParent()->getLambdaCallOperator();
  if (!invoker->getParent()->isGenericLambda())
    return callOperator;
  const clang::TemplateArgumentList *arguments = invoker->getTemplateSpecializationArgs();
  clang::FunctionTemplateDecl *pattern = callOperator->getDescribedFunctionTemplate();
  void *position = nullptr;
  return arguments && pattern ? llvm::dyn_cast_or_null<clang::CXXMethodDecl>(
                                    pattern->findSpecialization(arguments->asArray(), position))
                              : nullptr;
}

void FunctionImporter::emitForwardingBody() {
  SourceLocation location = function->getLocation();
  llvm::ArrayRef<mlir::BlockArgument> own = op.getBody().front().getArguments();
  llvm::SmallVector<Value> arguments(own.begin(), own.end());
  mlir::func::FuncOp target;
  const auto *invoker = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  if (invoker && invoker->isLambdaStaticInvoker()) {
    const clang::CXXMethodDecl *callOperator = findCallOperator(invoker);
    if (!callOperator || !(target = module.getFunction(callOperator, function, location))) {
      (void)refuseQuietly();
      return;
    }
    if (callOperator->isImplicitObjectMemberFunction()) {
      Value closure = createTemporary(ast.getCanonicalTagType(invoker->getParent()), location);
      if (!closure)
        return;
      arguments.insert(arguments.begin() + (sretPointer ? 1 : 0), closure);
    }
    Value result = createCall(target, arguments, location);
    mlir::func::ReturnOp::create(builder, at(location),
                                 result ? mlir::ValueRange(result) : mlir::ValueRange());
    return;
  }
  // A library function: the operation that a call of it stands for.
  auto *callee = const_cast<clang::FunctionDecl *>(function);
  llvm::SmallVector<Expr *> values;
  for (clang::ParmVarDecl *parameter : callee->parameters()) {
    QualType type = parameter->getType();
    auto *reference =
        clang::DeclRefExpr::Create(ast, clang::NestedNameSpecifierLoc(), location, parameter, false,
                                   location, type, clang::VK_LValue);
    values.push_back(clang::ImplicitCastExpr::Create(ast, type, clang::CK_LValueToRValue, reference,
                                                     nullptr, clang::VK_PRValue, {}));
  }
  auto *name = clang::DeclRefExpr::Create(ast, clang::NestedNameSpecifierLoc(), location, callee,
                                          false, location, callee->getType(), clang::VK_LValue);
  auto *call = clang::CallExpr::Create(ast, name, values, callee->getReturnType(),
                                       clang::VK_PRValue, location, clang::FPOptionsOverride());
  Value result = emitCall(call, sretPointer);
  if (!failed)
    mlir::func::ReturnOp::create(builder, at(location),
                                 result ? mlir::ValueRange(result) : mlir::ValueRange());
}

bool frontend::isForwarded(const clang::FunctionDecl *function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  return (method && method->isLambdaStaticInvoker()) ||
         (!function->getDefinition() && isMathFunction(function));
}

//===------------------------- tables of functions -----------------------===//

static bool holdsFunction(const clang::APValue &value) {
  if (value.isMemberPointer())
    return true;
  if (value.isLValue())
    return llvm::isa_and_nonnull<clang::FunctionDecl>(
        value.getLValueBase().dyn_cast<const clang::ValueDecl *>());
  if (value.isStruct()) {
    for (unsigned i = 0; i < value.getStructNumFields(); ++i)
      if (holdsFunction(value.getStructField(i)))
        return true;
    for (unsigned i = 0; i < value.getStructNumBases(); ++i)
      if (holdsFunction(value.getStructBase(i)))
        return true;
  }
  if (value.isArray())
    for (unsigned i = 0; i < value.getArrayInitializedElts(); ++i)
      if (holdsFunction(value.getArrayInitializedElt(i)))
        return true;
  return false;
}

/// Stores a constant, part by part; fails for parts that are not numbers, functions or texts.
static LogicalResult storeConstant(FunctionImporter &importer, const clang::APValue &value,
                                   Value address, SourceLocation location) {
  mlir::Type type = llvm::cast<cxx::PtrType>(address.getType()).getPointee();
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(type); array && value.isArray()) {
    for (uint64_t i = 0; i < array.getSize(); ++i) {
      const clang::APValue &part = i < value.getArrayInitializedElts()
                                       ? value.getArrayInitializedElt(i)
                                       : value.getArrayFiller();
      if (storeConstant(importer, part,
                        importer.element(address, importer.constantIndex(i, location), location),
                        location)
              .failed())
        return failure();
    }
    return success();
  }
  if (auto record = llvm::dyn_cast<cxx::RecordType>(type); record && value.isStruct()) {
    if (value.getStructNumBases() || value.getStructNumFields() != record.getFields().size())
      return failure();
    for (unsigned i = 0; i < value.getStructNumFields(); ++i)
      if (storeConstant(importer, value.getStructField(i), importer.field(address, i, location),
                        location)
              .failed())
        return failure();
    return success();
  }
  if (value.isMemberPointer()) {
    if (llvm::isa<cxx::RecordType>(type))
      return storeMemberFunction(importer, value, address, location);
    Value offset = emitMemberOffset(importer, value, location);
    if (offset)
      importer.store(offset, address, location);
    return success(static_cast<bool>(offset));
  }
  if (value.isLValue()) {
    if (value.isNullPointer()) {
      importer.store(importer.zero(type, location), address, location);
      return success();
    }
    if (const auto *function = llvm::dyn_cast_or_null<clang::FunctionDecl>(
            value.getLValueBase().dyn_cast<const clang::ValueDecl *>())) {
      if (Value code = emitFunctionAddress(importer, function, location))
        importer.store(code, address, location);
      return success(!importer.hasFailed());
    }
    const auto *literal = llvm::dyn_cast_or_null<clang::StringLiteral>(
        value.getLValueBase().dyn_cast<const Expr *>());
    if (!literal || !value.getLValueOffset().isZero())
      return failure();
    Value text = importer.emitArrayDecay(importer.emitStringLiteral(literal), location);
    importer.store(importer.castPointer(text, type, location), address, location);
    return success();
  }
  auto attribute =
      llvm::dyn_cast_or_null<mlir::TypedAttr>(importer.module.importConstant(value, type));
  if (!attribute)
    return failure();
  importer.store(
      mlir::arith::ConstantOp::create(importer.builder, importer.at(location), attribute), address,
      location);
  return success();
}

std::optional<Value> frontend::emitCodeTable(FunctionImporter &importer,
                                             const clang::VarDecl *variable,
                                             SourceLocation location) {
  const clang::VarDecl *definition = variable->getInitializingDeclaration();
  if (!variable->getType().isConstant(importer.ast) || !definition || !definition->hasInit() ||
      definition->getInit()->isValueDependent())
    return std::nullopt;
  const clang::APValue *value = definition->evaluateValue();
  if (!value || !holdsFunction(*value))
    return std::nullopt;
  mlir::Type type = importer.importType(variable->getType(), location);
  if (!type)
    return Value();
  Value table = importer.createAlloca(type, variable->getName(), location);
  if (storeConstant(importer, *value, table, location).failed())
    return importer.refuse(location, "unsupported-global",
                           "the value of '" + variable->getName() +
                               "' cannot be expressed: it holds addresses of objects");
  return table;
}
