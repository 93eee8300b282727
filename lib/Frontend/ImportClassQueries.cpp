// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ClassQueries.h"

#include "CodePointers.h"
#include "PlainCalls.h"
#include "VirtualCalls.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecordLayout.h"
#include "llvm/Support/xxhash.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;
using clang::CXXRecordDecl;

//===-------------------------------- classes ----------------------------===//

/// Where the cast leads from the subobject `from` of a `record`: first down, then across.
static std::optional<int64_t> findTarget(const clang::ASTContext &ast, const VirtualTable &table,
                                         const CXXRecordDecl *source, Subobject from,
                                         const CXXRecordDecl *target) {
  if (!target)
    return table.part.distance;
  llvm::SmallVector<Subobject> all = findSubobjects(ast, table.record, table.part, target);
  for (Subobject to : all) {
    Construction part{table.part.whole, to.distance};
    for (Subobject inner : findSubobjects(ast, target->getDefinition(), part, source))
      if (inner.distance == from.distance && inner.isPublic)
        return to.distance;
  }
  if (from.isPublic && all.size() == 1 && all.front().isPublic)
    return all.front().distance;
  return std::nullopt;
}

//===---------------------------- what is called --------------------------===//

/// A function `name` of the module that `define` gives a body to.
static std::string defineFunction(ModuleImporter &module, std::string name,
                                  mlir::TypeRange arguments, mlir::Type result,
                                  llvm::function_ref<Value(mlir::OpBuilder &, Block *)> define) {
  if (module.module->lookupSymbol(name))
    return name;
  mlir::OpBuilder builder(module.context);
  builder.setInsertionPointToEnd(module.module->getBody());
  mlir::Location location = mlir::UnknownLoc::get(module.context);
  auto function = mlir::func::FuncOp::create(builder, location, name,
                                             builder.getFunctionType(arguments, result));
  function.setPrivate();
  function->setAttr(cxx::attr::noThrow, builder.getUnitAttr());
  Block *entry = function.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  Value value = define(builder, entry);
  mlir::func::ReturnOp::create(builder, location, value);
  return name;
}

namespace {
/// What a class of the translation unit answers.
struct Answer {
  std::string callee;
  int64_t adjustment = 0;
};
} // namespace

/// What stands for the question; `answer` tells what it gives in each subobject of class `source`.
static mlir::func::FuncOp
getQuery(ModuleImporter &module, llvm::StringRef name, llvm::StringRef spelling,
         llvm::ArrayRef<mlir::Type> arguments, mlir::Type result, const CXXRecordDecl *source,
         llvm::function_ref<Answer(const VirtualTable &, Subobject)> answer) {
  if (auto known = module.module->lookupSymbol<mlir::func::FuncOp>(name))
    return known;
  clang::ASTContext &ast = module.ast;
  mlir::func::FuncOp query = getIndirectCallee(module, name, arguments, result);
  mlir::Builder builder(module.context);
  query->setAttr(cxx::attr::qualifiedName, builder.getStringAttr(spelling));
  query->setAttr(cxx::attr::noThrow, builder.getUnitAttr());
  llvm::SmallVector<mlir::Attribute> entries;
  for (const VirtualTable &table : getVirtualTables(module))
    for (Subobject part : findSubobjects(ast, table.record, table.part, source)) {
      std::optional<int64_t> point = getAddressPoint(table, source, part.distance);
      if (!point)
        continue;
      Answer given = answer(table, part);
      auto number = [&](int64_t value) { return builder.getI64IntegerAttr(value); };
      entries.push_back(builder.getDictionaryAttr(
          {builder.getNamedAttr("table", builder.getStringAttr(table.symbol)),
           builder.getNamedAttr("offset", number(*point)),
           builder.getNamedAttr("callee", builder.getStringAttr(given.callee)),
           builder.getNamedAttr("adjustment", number(given.adjustment)),
           builder.getNamedAttr("result", number(0))}));
    }
  query->setAttr(cxx::attr::virtualCall, builder.getArrayAttr(entries));
  return query;
}

//===----------------------------- exceptions -----------------------------===//

/// `std::bad_cast` and `std::bad_typeid`, which consist of a hidden pointer.
static void throwStateless(FunctionImporter &importer, llvm::StringRef name,
                           SourceLocation location) {
  mlir::OpBuilder &builder = importer.builder;
  mlir::MLIRContext *context = builder.getContext();
  std::string mangled = "St" + std::to_string(name.size()) + name.str();
  mlir::Type type = cxx::ArrayType::get(1, builder.getI64Type());
  auto base = cxx::ExceptionBaseAttr::get(
      context, builder.getStringAttr("_ZTISt9exception"), builder.getDenseI32ArrayAttr({-1}),
      builder.getArrayAttr(mlir::TypeAttr::get(builder.getNoneType())));
  auto exception = cxx::ExceptionAttr::get(context, builder.getStringAttr("_ZTI" + mangled),
                                           builder.getStringAttr(("std::" + name).str()), type,
                                           builder.getStringAttr("_ZN" + mangled + "D1Ev"),
                                           /*bytewise=*/true, builder.getArrayAttr(base));
  Value object = cxx::ExceptionOp::create(builder, importer.at(location), cxx::PtrType::get(type));
  Value hidden =
      importer.castPointer(object, cxx::PtrType::get(cxx::CodeType::get(context)), location);
  Value table = cxx::CodeAddressOp::create(builder, importer.at(location), "_ZTV" + mangled,
                                           /*offset=*/16, /*internal=*/false);
  importer.store(table, hidden, location);
  importer.throwObject(object, exception, location);
}

//===----------------------------- dynamic_cast ---------------------------===//

static mlir::func::FuncOp getCastQuery(FunctionImporter &importer, const CXXRecordDecl *source,
                                       const CXXRecordDecl *target, cxx::PtrType from,
                                       cxx::PtrType to) {
  ModuleImporter &module = importer.module;
  clang::ASTContext &ast = importer.ast;
  auto mangle = [&](const CXXRecordDecl *record) {
    return record ? module.mangleTypeInfo(ast.getCanonicalTagType(record)) : std::string("void");
  };
  std::string suffix = mangle(target);
  std::string spelling =
      "dynamic_cast<" + (target ? target->getQualifiedNameAsString() : std::string("void")) + " *>";
  auto answer = [&](const VirtualTable &table, Subobject part) -> Answer {
    std::optional<int64_t> distance = findTarget(ast, table, source, part, target);
    auto same = [](mlir::OpBuilder &, Block *entry) -> Value { return entry->getArgument(0); };
    auto null = [&](mlir::OpBuilder &builder, Block *) -> Value {
      return cxx::NullOp::create(builder, mlir::UnknownLoc::get(module.context), to);
    };
    if (!distance)
      return {defineFunction(module, "costate.cast_fails." + suffix, to, to, null)};
    return {defineFunction(module, "costate.cast_finds." + suffix, to, to, same),
            part.distance - *distance};
  };
  return getQuery(module, "costate.dynamic_cast." + mangle(source) + "." + suffix, spelling,
                  {cxx::CodeType::get(module.context), from}, to, source, answer);
}

Value frontend::emitDynamicCast(FunctionImporter &importer, const clang::CXXDynamicCastExpr *cast,
                                Value object) {
  SourceLocation location = cast->getExprLoc();
  clang::ASTContext &ast = importer.ast;
  auto getClass = [](QualType type) {
    if (type->isPointerType())
      type = type->getPointeeType();
    const CXXRecordDecl *record = type->getAsCXXRecordDecl();
    return record ? record->getDefinition() : nullptr;
  };
  const CXXRecordDecl *source = getClass(cast->getSubExpr()->getType());
  const CXXRecordDecl *target = getClass(cast->getType());
  bool isPointer = cast->getType()->isPointerType();
  if (!source || isOpaqueClass(source) || isOpaqueClass(target))
    return importer.refuse(location, "unsupported-virtual-base", "virtual bases are not supported");
  QualType found = target ? QualType(ast.getCanonicalTagType(target)) : QualType(ast.VoidTy);
  cxx::PtrType from = importer.importPointerTo(ast.getCanonicalTagType(source), location);
  cxx::PtrType to = importer.importPointerTo(found, location);
  if (!from || !to || (target && !importer.importType(found, location)))
    return {};
  mlir::func::FuncOp query = getCastQuery(importer, source, target, from, to);
  mlir::OpBuilder &builder = importer.builder;
  object = importer.castPointer(object, from, location);

  // A null pointer has no class.
  Value result = importer.createAlloca(to, "", location);
  Block *ask = importer.createBlock(), *end = importer.createBlock();
  if (isPointer) {
    Value null = importer.zero(to, location);
    importer.store(null, result, location);
    Value isNull =
        cxx::PtrCmpOp::create(builder, importer.at(location), builder.getI1Type(),
                              cxx::PtrPredicate::eq, object, importer.zero(from, location));
    importer.branch(isNull, end, ask, location);
  } else {
    importer.jump(ask, location);
  }
  importer.continueIn(ask);
  Value table = emitVirtualTable(importer, object, source, location);
  if (!table)
    return {};
  importer.store(importer.createCall(query, {table, object}, location), result, location);
  importer.jump(end, location);
  importer.continueIn(end);
  Value address = importer.load(result, location);
  if (isPointer)
    return address;
  Block *fails = importer.createBlock(), *next = importer.createBlock();
  Value isNull = cxx::PtrCmpOp::create(builder, importer.at(location), builder.getI1Type(),
                                       cxx::PtrPredicate::eq, address, importer.zero(to, location));
  importer.branch(isNull, fails, next, location);
  importer.continueIn(fails);
  throwStateless(importer, "bad_cast", location);
  importer.jump(next, location);
  importer.continueIn(next);
  return address;
}

//===----------------------------- virtual bases --------------------------===//

Value frontend::emitVirtualBaseQuery(FunctionImporter &importer, Value object,
                                     const CXXRecordDecl *record, const CXXRecordDecl *base,
                                     SourceLocation location) {
  ModuleImporter &module = importer.module;
  clang::ASTContext &ast = importer.ast;
  cxx::PtrType from = importer.importPointerTo(ast.getCanonicalTagType(record), location);
  cxx::PtrType to = importer.importPointerTo(ast.getCanonicalTagType(base), location);
  if (!from || !to || !module.types.complete(record, location, importer.function) ||
      !module.types.complete(base, location, importer.function)) {
    (void)importer.refuseQuietly();
    return {};
  }
  auto mangle = [&](const CXXRecordDecl *type) {
    return module.mangleTypeInfo(ast.getCanonicalTagType(type));
  };
  auto answer = [&](const VirtualTable &table, Subobject part) -> Answer {
    int64_t distance =
        ast.getASTRecordLayout(table.part.whole).getVBaseClassOffset(base).getQuantity();
    auto same = [](mlir::OpBuilder &, Block *entry) -> Value { return entry->getArgument(0); };
    return {defineFunction(module, "costate.virtual_base." + mangle(base), to, to, same),
            part.distance - distance};
  };
  mlir::func::FuncOp query =
      getQuery(module, "costate.virtual_base." + mangle(record) + "." + mangle(base),
               "a conversion of '" + record->getQualifiedNameAsString() + "' to its virtual base",
               {cxx::CodeType::get(module.context), from}, to, record, answer);
  Value table = emitVirtualTable(importer, object, record, location);
  if (!table)
    return {};
  return importer.createCall(query, {table, importer.castPointer(object, from, location)},
                             location);
}

//===-------------------------------- typeid ------------------------------===//

/// A type is known by a number of 64 bits that its mangled name gives.
static Value emitTypeNumber(FunctionImporter &importer, const clang::CXXTypeidExpr *expression) {
  ModuleImporter &module = importer.module;
  clang::ASTContext &ast = importer.ast;
  SourceLocation location = expression->getExprLoc();
  auto getNumber = [&](QualType type) {
    std::string name = module.mangleTypeInfo(type.getNonReferenceType().getUnqualifiedType());
    return static_cast<int64_t>(llvm::xxh3_64bits(name));
  };
  if (expression->isTypeOperand())
    return importer.constantIndex(getNumber(expression->getTypeOperand(ast)), location);
  const Expr *operand = expression->getExprOperand();
  const CXXRecordDecl *record = operand->getType()->getAsCXXRecordDecl();
  if (!expression->isPotentiallyEvaluated() || !record)
    return importer.constantIndex(getNumber(operand->getType()), location);
  record = record->getDefinition();
  if (isOpaqueClass(record))
    return importer.refuse(location, "unsupported-virtual-base", "virtual bases are not supported");
  Value object = importer.emitLValue(operand);
  if (!object)
    return {};
  mlir::OpBuilder &builder = importer.builder;
  if (expression->hasNullCheck()) {
    Block *fails = importer.createBlock(), *next = importer.createBlock();
    Value isNull = cxx::PtrCmpOp::create(builder, importer.at(location), builder.getI1Type(),
                                         cxx::PtrPredicate::eq, object,
                                         importer.zero(object.getType(), location));
    importer.branch(isNull, fails, next, location);
    importer.continueIn(fails);
    throwStateless(importer, "bad_typeid", location);
    importer.jump(next, location);
    importer.continueIn(next);
  }
  Value table = emitVirtualTable(importer, object, record, location);
  if (!table)
    return {};
  mlir::Type number = builder.getI64Type();
  auto answer = [&](const VirtualTable &dynamic, Subobject) -> Answer {
    QualType type = ast.getCanonicalTagType(dynamic.record);
    int64_t value = getNumber(type);
    auto constant = [&](mlir::OpBuilder &inner, Block *) -> Value {
      return arith::ConstantOp::create(inner, mlir::UnknownLoc::get(module.context),
                                       inner.getI64IntegerAttr(value));
    };
    return {defineFunction(module, "costate.type." + module.mangleTypeInfo(type), {}, number,
                           constant)};
  };
  std::string type = module.mangleTypeInfo(ast.getCanonicalTagType(record));
  mlir::func::FuncOp query = getQuery(module, "costate.typeid." + type, "typeid",
                                      {cxx::CodeType::get(module.context)}, number, record, answer);
  return importer.createCall(query, table, location);
}

std::optional<Value> frontend::emitTypeComparison(FunctionImporter &importer,
                                                  const clang::CallExpr *call) {
  const auto *comparison = llvm::dyn_cast<clang::CXXOperatorCallExpr>(call);
  if (!comparison || comparison->getNumArgs() != 2 ||
      (comparison->getOperator() != clang::OO_EqualEqual &&
       comparison->getOperator() != clang::OO_ExclaimEqual))
    return std::nullopt;
  const auto *lhs =
      llvm::dyn_cast<clang::CXXTypeidExpr>(comparison->getArg(0)->IgnoreParenImpCasts());
  const auto *rhs =
      llvm::dyn_cast<clang::CXXTypeidExpr>(comparison->getArg(1)->IgnoreParenImpCasts());
  if (!lhs || !rhs)
    return std::nullopt;
  Value left = emitTypeNumber(importer, lhs);
  Value right = left ? emitTypeNumber(importer, rhs) : Value();
  if (!right)
    return Value();
  arith::CmpIPredicate predicate = comparison->getOperator() == clang::OO_EqualEqual
                                       ? arith::CmpIPredicate::eq
                                       : arith::CmpIPredicate::ne;
  return arith::CmpIOp::create(importer.builder, importer.at(call->getExprLoc()), predicate, left,
                               right)
      .getResult();
}
