// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Emits calls of functions as they are. Such a function is a function of the module whose body is
// the call of its symbol; it is inlined like all others, so that calls, constructions, destructions
// and candidates of indirect calls need no second form.

#include "FunctionImporter.h"
#include "InactiveMarks.h"
#include "OpaqueFunctions.h"
#include "PlainCalls.h"
#include "Spelling.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

static bool isPassedDirectly(QualType type) {
  const clang::RecordDecl *record = type->getAsRecordDecl();
  return record && record->canPassInRegisters();
}

/// What a variable argument is after promotion.
static llvm::StringRef spellPromoted(mlir::Type type) {
  if (auto pointer = llvm::dyn_cast<cxx::PtrType>(type))
    return pointer.getPointee().isInteger(8) ? "const char *" : "const void *";
  if (llvm::isa<mlir::FloatType>(type))
    return type.isF64() ? "double" : "long double";
  return type.isInteger(64) ? "long" : "int";
}

/// How emitted C++ writes the call, and how objects are passed.
static mlir::DictionaryAttr describeCall(ModuleImporter &module, const clang::FunctionDecl *callee,
                                         llvm::ArrayRef<Value> operands, mlir::Builder &builder) {
  clang::ASTContext &ast = module.ast;
  llvm::SmallVector<mlir::NamedAttribute> entries;
  auto add = [&](llvm::StringRef name, mlir::Attribute value) {
    entries.push_back(builder.getNamedAttr(name, value));
  };
  llvm::SmallVector<mlir::Attribute> types;
  llvm::SmallVector<int32_t> direct, single, strings;
  auto spell = [&](QualType type) {
    return builder.getStringAttr(spellType(ast, type.getCanonicalType()));
  };
  QualType result = callee->getReturnType();
  unsigned next = 0;
  if (isAggregateType(result)) {
    add("result", spell(result.getUnqualifiedType()));
    types.push_back(builder.getStringAttr(""));
    single.push_back(next);
    if (isPassedDirectly(result))
      direct.push_back(next);
    if (isString(result->getAsRecordDecl()))
      strings.push_back(next);
    ++next;
  } else if (result->isReferenceType()) {
    add("reference", builder.getUnitAttr());
  }
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  if (method && method->isImplicitObjectMemberFunction()) {
    add("method", builder.getUnitAttr());
    types.push_back(spell(method->getThisType()->getPointeeType()));
    if (isString(method->getParent()))
      strings.push_back(next);
    single.push_back(next++);
  }
  for (const clang::ParmVarDecl *parameter : callee->parameters()) {
    types.push_back(spell(parameter->getType().getUnqualifiedType()));
    if (isPassedDirectly(parameter->getType()))
      direct.push_back(next);
    if (parameter->getType()->isReferenceType() || isAggregateType(parameter->getType()))
      single.push_back(next);
    if (isString(parameter->getType().getNonReferenceType()->getAsRecordDecl()))
      strings.push_back(next);
    ++next;
  }
  for (Value variable : operands.drop_front(next))
    types.push_back(builder.getStringAttr(spellPromoted(variable.getType())));
  add("types", builder.getArrayAttr(types));
  add("direct", builder.getDenseI32ArrayAttr(direct));
  add("single", builder.getDenseI32ArrayAttr(single));
  if (!strings.empty())
    add("strings", builder.getDenseI32ArrayAttr(strings));
  if (ast.getSourceManager().isInSystemHeader(callee->getLocation()))
    add("library", builder.getUnitAttr());
  if (isMarkedInactive(callee))
    add("marked", builder.getUnitAttr());
  if (method && callee->getAccess() != clang::AS_public)
    add("inaccessible", builder.getUnitAttr());
  return builder.getDictionaryAttr(entries);
}

static std::string spellCallee(const clang::ASTContext &ast, const clang::FunctionDecl *callee) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(callee);
  if (llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(callee))
    return spellType(ast, ast.getCanonicalTagType(method->getParent()));
  if (const auto *conversion = llvm::dyn_cast<clang::CXXConversionDecl>(callee))
    return "operator " + spellType(ast, conversion->getConversionType().getCanonicalType());
  if (method && method->isImplicitObjectMemberFunction())
    return callee->getNameAsString();
  if (method)
    return spellType(ast, ast.getCanonicalTagType(method->getParent())) +
           "::" + callee->getNameAsString();
  return callee->getQualifiedNameAsString();
}

/// The C library's text of a number, and a string of it: `std::to_string` has no symbol of its own.
static Value emitNumberToText(FunctionImporter &importer, const clang::FunctionDecl *callee,
                              llvm::ArrayRef<Value> arguments, SourceLocation location) {
  mlir::OpBuilder &builder = importer.builder;
  // The largest number, a sign, six decimals.
  Value number = arguments[1];
  bool isExtended = llvm::isa<mlir::Float80Type>(number.getType());
  int64_t size = isExtended ? 4960 : 336;
  if (number.getType().isF32())
    number = arith::ExtFOp::create(builder, importer.at(location), builder.getF64Type(), number);
  const clang::CXXConstructorDecl *constructor = nullptr;
  const clang::CXXRecordDecl *record = callee->getReturnType()->getAsCXXRecordDecl();
  for (const clang::CXXConstructorDecl *candidate : record->getDefinition()->ctors())
    if (candidate->getNumParams() == 3 && candidate->getParamDecl(0)->getType()->isPointerType() &&
        candidate->getParamDecl(1)->getType()->isIntegerType())
      constructor = candidate;
  if (!constructor)
    return importer.refuse(location, "unsupported-external-call",
                           "'std::to_string' of this library is not supported");
  mlir::Type bytes = cxx::ArrayType::get(size, builder.getI8Type());
  Value buffer = importer.createAlloca(bytes, "digits", location);
  Value text = importer.element(buffer, importer.constantIndex(0, location), location);
  llvm::StringRef spelled = isExtended ? "%Lf" : "%f";
  std::string symbol = importer.module.getStringLiteral(spelled, spelled.size() + 1, location);
  mlir::Type literal = cxx::ArrayType::get(spelled.size() + 1, builder.getI8Type());
  Value format = importer.element(
      cxx::AddressOfOp::create(builder, importer.at(location), cxx::PtrType::get(literal), symbol),
      importer.constantIndex(0, location), location);
  FunctionImporter::InactiveCall kind;
  kind.variadicFrom = 3;
  Value count = importer.createInactiveCall(
      "snprintf", "std::snprintf", builder.getI32Type(),
      {text, importer.constantIndex(size, location), format, number}, kind, location);
  Value length =
      arith::ExtSIOp::create(builder, importer.at(location), builder.getI64Type(), count);
  QualType allocator = constructor->getParamDecl(2)->getType().getNonReferenceType();
  Value none = importer.createTemporary(allocator.getUnqualifiedType(), location);
  mlir::func::FuncOp target = importer.module.getFunction(constructor, callee, location);
  if (!none || !target) {
    (void)importer.refuseQuietly();
    return {};
  }
  return importer.createCall(target, {arguments[0], text, length, none}, location);
}

// The number that was in the variable stays there, with its derivative, where nothing could be
// read. Which of the two happened is told by a number that the library reads from no text: NaN.
static Value emitExtraction(FunctionImporter &importer, const clang::FunctionDecl *callee,
                            llvm::ArrayRef<Value> arguments, SourceLocation location,
                            llvm::function_ref<Value(llvm::ArrayRef<Value>)> call) {
  mlir::OpBuilder &builder = importer.builder;
  Location place = importer.at(location);
  QualType type = callee->getParamDecl(0)->getType()->getPointeeType();
  auto number = llvm::dyn_cast_or_null<mlir::FloatType>(importer.importType(type, location));
  if (!number)
    return {};
  Value read = importer.createAlloca(number, "number", location);
  Value nothing = arith::ConstantOp::create(
      builder, place,
      builder.getFloatAttr(number, llvm::APFloat::getQNaN(number.getFloatSemantics())));
  importer.store(nothing, read, location);
  Value result = call({arguments[0], read});
  Value value = importer.load(read, location);
  Value isRead = arith::CmpFOp::create(builder, place, arith::CmpFPredicate::ORD, value, value);
  Block *write = importer.createBlock(), *end = importer.createBlock();
  importer.branch(isRead, write, end, location);
  importer.continueIn(write);
  importer.store(value, arguments[1], location);
  importer.jump(end, location);
  importer.continueIn(end);
  return result;
}

Value FunctionImporter::createPlainCall(const clang::FunctionDecl *callee,
                                        llvm::ArrayRef<Value> arguments, SourceLocation location) {
  if (isLibraryThrow(callee) && emitLibraryThrow(callee, arguments, location))
    return {};
  if (isNumberToText(callee))
    return emitNumberToText(*this, callee, arguments, location);
  llvm::SmallVector<mlir::Type> results;
  std::optional<int> returned =
      isLibraryThrow(callee) ? std::nullopt : getReturnedParameter(callee);
  QualType resultType = callee->getReturnType();
  if (!returned && !resultType->isVoidType() && !isAggregateType(resultType)) {
    mlir::Type type = importType(resultType, location);
    if (!type)
      return {};
    results.push_back(type);
  }
  InactiveCall kind;
  kind.noReturn = callee->isNoReturn();
  if (callee->isVariadic())
    kind.variadicFrom = callee->getNumParams();
  auto call = [&](llvm::ArrayRef<Value> operands) -> Value {
    Value result = createInactiveCall(module.mangle(callee), spellCallee(ast, callee), results,
                                      operands, kind, location);
    auto operation = llvm::cast<cxx::InactiveCallOp>(builder.getInsertionBlock()->back());
    if (module.plainCallees.mayThrow(callee))
      operation->setAttr(cxx::attr::mayThrow, builder.getUnitAttr());
    if (isOpaqueByType(callee)) {
      describeOpaqueCall(*this, operation, callee);
    } else if (!isLibraryThrow(callee)) {
      operation->setAttr(cxx::attr::opaque, describeCall(module, callee, operands, builder));
      module.usedDeclarations.insert(callee);
    }
    if (llvm::isa<clang::CXXConstructorDecl>(callee))
      operation->setAttr(cxx::attr::constructs, builder.getUnitAttr());
    if (llvm::isa<clang::CXXDestructorDecl>(callee))
      operation->setAttr(cxx::attr::destroys, builder.getUnitAttr());
    return result;
  };
  Value result = isExtraction(callee) ? emitExtraction(*this, callee, arguments, location, call)
                                      : call(arguments);
  if (returned)
    result = arguments[std::max(*returned, 0)];
  return result;
}

void FunctionImporter::emitPlainBody() {
  SourceLocation location = function->getLocation();
  // How much the function may touch through a reference is known where the class is.
  auto complete = [&](QualType type) {
    const clang::RecordDecl *record = type->getAsRecordDecl();
    if (record && record->getDefinition() && !isLibraryThrow(function))
      (void)module.types.complete(record, location, function);
  };
  if (const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function))
    complete(ast.getCanonicalTagType(method->getParent()));
  for (const clang::ParmVarDecl *parameter : function->parameters())
    complete(parameter->getType().getNonReferenceType());
  llvm::SmallVector<Value> arguments(op.getArguments().begin(), op.getArguments().end());
  for (auto [index, parameter] : llvm::enumerate(function->parameters()))
    if (isPassedDirectly(parameter->getType()) && ast.getTypeSize(parameter->getType()) > 128)
      refuse(
          location, "unsupported-external-call",
          "'" + function->getQualifiedNameAsString() +
              "', whose body is not visible, gets an object on the stack, which is not supported");
  // The call stands where the function is called.
  location = SourceLocation();
  Value result = createPlainCall(function, arguments, location);
  if (op.getFunctionType().getNumResults() == 0) {
    mlir::func::ReturnOp::create(builder, at(location));
    return;
  }
  if (!result) {
    failed = true;
    result = zero(op.getFunctionType().getResult(0), location);
  }
  mlir::func::ReturnOp::create(
      builder, at(location),
      llvm::isa<cxx::PtrType>(result.getType())
          ? castPointer(result, op.getFunctionType().getResult(0), location)
          : result);
}
