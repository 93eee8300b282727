// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables of static storage, constant tables and string literals as 'cxx.global'.
//
// Only constants get their value; other variables are declared, because their state must stay one.

#include "MemberPointers.h"
#include "ModuleImporter.h"
#include "costate/Dialect/Cxx/StaticCopies.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
using clang::APValue;

mlir::OpBuilder ModuleImporter::globalBuilder() {
  mlir::OpBuilder builder(context);
  builder.setInsertionPointToStart(module->getBody());
  return builder;
}

mlir::Attribute ModuleImporter::importRecordConstant(const APValue &value, cxx::RecordType type) {
  llvm::SmallVector<mlir::Attribute> fields;
  llvm::ArrayRef<cxx::RecordField> shapes = type.getFields();
  // Empty bases have a value but no field.
  // The parts of integers are not put together.
  for (const cxx::RecordField &shape : shapes)
    if (shape.name.starts_with(bitFieldPrefix))
      return {};
  for (unsigned i = 0; i < value.getStructNumBases(); ++i) {
    const APValue &base = value.getStructBase(i);
    if (base.isStruct() && !base.getStructNumFields() && !base.getStructNumBases())
      continue;
    fields.push_back(importConstant(base, shapes[fields.size()].type));
  }
  for (unsigned i = 0; i < value.getStructNumFields() && fields.size() < shapes.size(); ++i)
    fields.push_back(importConstant(value.getStructField(i), shapes[fields.size()].type));
  if (fields.size() != shapes.size() || llvm::is_contained(fields, mlir::Attribute()))
    return {};
  return mlir::ArrayAttr::get(context, fields);
}

mlir::Attribute ModuleImporter::importArrayConstant(const APValue &value, cxx::ArrayType type) {
  llvm::SmallVector<mlir::Attribute> elements;
  for (unsigned i = 0; i < value.getArrayInitializedElts(); ++i)
    elements.push_back(importConstant(value.getArrayInitializedElt(i), type.getElementType()));
  if (value.hasArrayFiller() && elements.size() < type.getSize())
    elements.resize(type.getSize(), importConstant(value.getArrayFiller(), type.getElementType()));
  if (elements.size() != type.getSize() || llvm::is_contained(elements, mlir::Attribute()))
    return {};
  return mlir::ArrayAttr::get(context, elements);
}

mlir::Attribute ModuleImporter::importConstant(const APValue &value, mlir::Type type) {
  if (value.isInt() && llvm::isa<mlir::IntegerType>(type))
    return mlir::IntegerAttr::get(type, value.getInt().extOrTrunc(type.getIntOrFloatBitWidth()));
  if (auto floatType = llvm::dyn_cast<mlir::FloatType>(type); floatType && value.isFloat())
    return mlir::FloatAttr::get(type, value.getFloat());
  if (auto record = llvm::dyn_cast<cxx::RecordType>(type); record && value.isComplexFloat()) {
    mlir::Type part = record.getFields()[0].type;
    return mlir::ArrayAttr::get(context, {mlir::FloatAttr::get(part, value.getComplexFloatReal()),
                                          mlir::FloatAttr::get(part, value.getComplexFloatImag())});
  }
  if (auto record = llvm::dyn_cast<cxx::RecordType>(type); record && value.isStruct())
    return importRecordConstant(value, record);
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(type); array && value.isArray())
    return importArrayConstant(value, array);
  return {};
}

std::string ModuleImporter::getGlobal(const clang::VarDecl *variable,
                                      clang::SourceLocation location,
                                      const clang::FunctionDecl *user) {
  variable = variable->getCanonicalDecl();
  std::string &symbol = globals[variable];
  if (!symbol.empty())
    return symbol;
  if (variable->getTLSKind() != clang::VarDecl::TLS_None && variable->isExternallyVisible()) {
    diagnostics.refuse(location, "unsupported-thread-local",
                       "thread-local variable '" + variable->getName() + "' is not supported",
                       user);
    return {};
  }
  clang::QualType valueType = variable->getType();
  if (valueType->isReferenceType()) {
    diagnostics.refuse(location, "unsupported-global-reference",
                       "reference '" + variable->getName() + "' of static storage is not supported",
                       user);
    return {};
  }
  if (holdsMemberPointer(valueType)) {
    diagnostics.refuse(location, "unsupported-member-pointer",
                       "variable '" + variable->getName() +
                           "' of static storage, which holds pointers to members, is not "
                           "supported unless it is constant",
                       user);
    return {};
  }
  mlir::Type type = types.import(valueType, location, user);
  if (!type)
    return {};
  symbol = mangle(variable);
  bool constant = valueType.isConstant(ast) || statics.isNeverWritten(variable);
  mlir::Attribute initial;
  const clang::VarDecl *definition = variable->getInitializingDeclaration();
  // The value of a constant is embedded; a variable may have changed by the time of the call, and
  // only the back ends know whether it can be reached.
  if (definition && definition->hasInit() && !definition->getInit()->isValueDependent())
    if (const APValue *value = definition->evaluateValue())
      if (constant || !variable->isExternallyVisible())
        initial = importConstant(*value, type);
  mlir::OpBuilder builder = globalBuilder();
  cxx::GlobalOp global = cxx::GlobalOp::create(
      builder, at(variable->getLocation()), symbol, type, initial, constant && initial,
      !variable->isExternallyVisible(), variable->getQualifiedNameAsString(), nullptr);
  if (variable->isExternC())
    global->setAttr(cxx::attr::externC, builder.getUnitAttr());
  usedDeclarations.insert(variable);
  return symbol;
}

void ModuleImporter::noteReachedThrough(const clang::FunctionDecl *primal, llvm::StringRef symbol) {
  mlir::SymbolTable table(*module);
  for (const auto &[declaration, name] : globals) {
    auto global = table.lookup<cxx::GlobalOp>(name);
    const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration);
    if (!global || !variable || !global.getInternal() || global.getConstant() ||
        !statics.isReachedThrough(variable, primal))
      continue;
    llvm::SmallVector<mlir::Attribute> functions;
    if (auto known = global->getAttrOfType<mlir::ArrayAttr>(cxx::attr::reachedThrough))
      llvm::append_range(functions, known);
    functions.push_back(mlir::StringAttr::get(context, symbol));
    global->setAttr(cxx::attr::reachedThrough, mlir::ArrayAttr::get(context, functions));
  }
}

std::string ModuleImporter::getConstantTable(const clang::ValueDecl *variable, const APValue &value,
                                             mlir::Type type) {
  std::string &symbol = globals[variable];
  if (!symbol.empty())
    return symbol;
  mlir::Attribute initial = importConstant(value, type);
  if (!initial)
    return {};
  mlir::SymbolTable table(*module);
  std::string base = "costate.table." + variable->getNameAsString();
  symbol = base;
  for (unsigned copy = 1; table.lookup(symbol); ++copy)
    symbol = base + "." + std::to_string(copy);
  mlir::OpBuilder builder = globalBuilder();
  cxx::GlobalOp::create(builder, at(variable->getLocation()), symbol, type, initial,
                        /*constant=*/true, /*internal=*/true, /*cxx_name=*/"", nullptr);
  return symbol;
}

std::string ModuleImporter::getStringLiteral(llvm::StringRef bytes, uint64_t size,
                                             clang::SourceLocation location) {
  std::string content = bytes.str();
  content.resize(size, '\0');
  std::string &symbol = strings[content];
  if (!symbol.empty())
    return symbol;
  symbol = "costate.string." + std::to_string(strings.size() - 1);
  mlir::OpBuilder builder = globalBuilder();
  cxx::GlobalOp::create(builder, at(location), symbol,
                        cxx::ArrayType::get(size, builder.getI8Type()),
                        builder.getStringAttr(content), /*constant=*/true, /*internal=*/true,
                        /*cxx_name=*/"", nullptr);
  return symbol;
}

std::string ModuleImporter::getWideLiteral(const clang::StringLiteral *literal, uint64_t size,
                                           clang::SourceLocation location) {
  unsigned width = 8 * literal->getCharByteWidth();
  mlir::Type unit = mlir::IntegerType::get(context, width);
  llvm::SmallVector<mlir::Attribute> units;
  for (uint64_t i = 0; i < size; ++i) {
    uint32_t value = i < literal->getLength() ? literal->getCodeUnit(i) : 0;
    units.push_back(mlir::IntegerAttr::get(unit, llvm::APInt(32, value).zextOrTrunc(width)));
  }
  std::string content = std::to_string(width) + ":" + literal->getBytes().str();
  content += ":" + std::to_string(size);
  std::string &symbol = strings[content];
  if (!symbol.empty())
    return symbol;
  symbol = "costate.string." + std::to_string(strings.size() - 1);
  mlir::OpBuilder builder = globalBuilder();
  cxx::GlobalOp::create(builder, at(location), symbol, cxx::ArrayType::get(size, unit),
                        mlir::ArrayAttr::get(context, units), /*constant=*/true,
                        /*internal=*/true, /*cxx_name=*/"", nullptr);
  return symbol;
}
