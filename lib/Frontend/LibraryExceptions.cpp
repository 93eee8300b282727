// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exceptions of the standard library. Their constructors and destructors have no visible body and
// are called as they are; nobody looks into the objects, so their type in IR is their size.

#include "FunctionImporter.h"
#include "PlainCalls.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace costate;
using namespace costate::frontend;

bool frontend::isLibraryException(const clang::CXXRecordDecl *record) {
  if (!record || !record->isInStdNamespace() || !record->getIdentifier())
    return false;
  return llvm::StringSwitch<bool>(record->getName())
      .Cases({"logic_error", "domain_error", "invalid_argument", "length_error", "out_of_range"},
             true)
      .Cases({"runtime_error", "range_error", "overflow_error", "underflow_error"}, true)
      .Default(false);
}

static bool isLogicError(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases({"logic_error", "domain_error", "invalid_argument", "length_error", "out_of_range"},
             true)
      .Default(false);
}

/// `St13runtime_error`, as names of the class start.
static std::string mangleClass(llvm::StringRef name) {
  return "St" + std::to_string(name.size()) + name.str();
}

cxx::ExceptionAttr FunctionImporter::describeLibraryException(llvm::StringRef name) {
  mlir::MLIRContext *context = builder.getContext();
  llvm::SmallVector<mlir::Attribute> bases;
  auto addBase = [&](llvm::StringRef base) {
    bases.push_back(cxx::ExceptionBaseAttr::get(
        context, builder.getStringAttr("_ZTI" + mangleClass(base)),
        builder.getDenseI32ArrayAttr({-1}),
        builder.getArrayAttr(mlir::TypeAttr::get(builder.getNoneType()))));
  };
  llvm::StringRef family = isLogicError(name) ? "logic_error" : "runtime_error";
  if (name != family)
    addBase(family);
  addBase("exception");
  // A pointer to virtual functions and one to a counted string.
  mlir::Type object = cxx::ArrayType::get(2, builder.getI64Type());
  return cxx::ExceptionAttr::get(context, builder.getStringAttr("_ZTI" + mangleClass(name)),
                                 builder.getStringAttr("std::" + name), object,
                                 builder.getStringAttr("_ZN" + mangleClass(name) + "D1Ev"),
                                 /*bytewise=*/true, builder.getArrayAttr(bases));
}

void FunctionImporter::throwLibraryException(llvm::StringRef name, llvm::StringRef constructor,
                                             Value object, Value argument,
                                             SourceLocation location) {
  auto call = cxx::InactiveCallOp::create(
      builder, at(location), mlir::TypeRange(), constructor, ("std::" + name).str(),
      mlir::ValueRange{object, argument}, /*variadic_from=*/-1, /*noreturn=*/false);
  call->setAttr(cxx::attr::constructs, builder.getUnitAttr());
  throwObject(object, describeLibraryException(name), location);
}

/// The constructor call that makes the thrown object; null if it is made in another way.
static const clang::CXXConstructExpr *findConstruct(const Expr *operand) {
  for (;;) {
    operand = operand->IgnoreParenImpCasts();
    if (const auto *cast = llvm::dyn_cast<clang::CXXFunctionalCastExpr>(operand))
      operand = cast->getSubExpr();
    else if (const auto *bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(operand))
      operand = bound->getSubExpr();
    else if (const auto *temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(operand))
      operand = temporary->getSubExpr();
    else if (const auto *construct = llvm::dyn_cast<clang::CXXConstructExpr>(operand);
             construct && construct->isElidable() && construct->getNumArgs() == 1)
      operand = construct->getArg(0);
    else
      return llvm::dyn_cast<clang::CXXConstructExpr>(operand);
  }
}

void FunctionImporter::emitLibraryThrow(const Expr *operand, SourceLocation location) {
  const clang::CXXRecordDecl *record = operand->getType()->getAsCXXRecordDecl();
  const clang::CXXConstructExpr *construct = findConstruct(operand);
  if (!construct || construct->getNumArgs() != 1)
    return void(refuse(location, "unsupported-exception",
                       "an exception of the standard library is thrown that is not made there"));
  mlir::Type type = describeLibraryException(record->getName()).getObject();
  Value object = cxx::ExceptionOp::create(builder, at(location), cxx::PtrType::get(type));
  const clang::CXXConstructorDecl *constructor = construct->getConstructor();
  Value argument = emitArgument(construct->getArg(0), constructor->getParamDecl(0)->getType());
  if (argument)
    throwLibraryException(record->getName(), module.mangle(constructor), object, argument,
                          location);
}

bool FunctionImporter::emitLibraryThrow(const clang::FunctionDecl *callee,
                                        llvm::ArrayRef<Value> arguments, SourceLocation location) {
  llvm::StringRef function = callee->getName();
  llvm::StringRef name = llvm::StringSwitch<llvm::StringRef>(function)
                             .Case("__throw_logic_error", "logic_error")
                             .Case("__throw_domain_error", "domain_error")
                             .Case("__throw_invalid_argument", "invalid_argument")
                             .Case("__throw_length_error", "length_error")
                             .Case("__throw_out_of_range", "out_of_range")
                             .Case("__throw_out_of_range_fmt", "out_of_range")
                             .Case("__throw_runtime_error", "runtime_error")
                             .Case("__throw_range_error", "range_error")
                             .Case("__throw_overflow_error", "overflow_error")
                             .Case("__throw_underflow_error", "underflow_error")
                             .Default("");
  if (name.empty())
    return false;
  mlir::Type type = describeLibraryException(name).getObject();
  Value object = cxx::ExceptionOp::create(builder, at(location), cxx::PtrType::get(type));
  Value message = arguments.front();
  if (function.ends_with("_fmt")) {
    // The formats of the library's messages are printf's.
    constexpr unsigned size = 512;
    Value buffer =
        createAlloca(cxx::ArrayType::get(size, builder.getI8Type()), "message", location);
    Value text = element(buffer, constantIndex(0, location), location);
    llvm::SmallVector<Value> all = {text, constantIndex(size, location)};
    llvm::append_range(all, arguments);
    InactiveCall kind;
    kind.variadicFrom = 3;
    createInactiveCall("snprintf", "std::snprintf", builder.getI32Type(), all, kind, location);
    message = text;
  }
  throwLibraryException(name, "_ZN" + mangleClass(name) + "C1EPKc", object, message, location);
  return true;
}
