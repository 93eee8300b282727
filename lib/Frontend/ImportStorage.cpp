// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Storage without objects: calls of `operator new` and `operator delete`, allocations whose type is
// told later, objects looked at as bits. The type is inferred after inlining where it is needed.

#include "FunctionImporter.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/Builtins.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

static bool isGlobalOperator(const clang::FunctionDecl *function, clang::OverloadedOperatorKind one,
                             clang::OverloadedOperatorKind array) {
  clang::OverloadedOperatorKind kind = function->getOverloadedOperator();
  return (kind == one || kind == array) && function->isReplaceableGlobalAllocationFunction();
}

bool costate::frontend::isOperatorNew(const clang::FunctionDecl *function) {
  return function->getBuiltinID() == clang::Builtin::BI__builtin_operator_new ||
         isGlobalOperator(function, clang::OO_New, clang::OO_Array_New);
}

bool costate::frontend::isOperatorDelete(const clang::FunctionDecl *function) {
  return function->getBuiltinID() == clang::Builtin::BI__builtin_operator_delete ||
         isGlobalOperator(function, clang::OO_Delete, clang::OO_Array_Delete);
}

/// Whether the statement does nothing with the variable but to read it.
static bool onlyReads(const clang::Stmt *statement, const clang::VarDecl *variable) {
  if (!statement)
    return true;
  if (const auto *load = llvm::dyn_cast<clang::ImplicitCastExpr>(statement);
      load && load->getCastKind() == clang::CK_LValueToRValue &&
      llvm::isa<clang::DeclRefExpr>(load->getSubExpr()->IgnoreParens()))
    return true;
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(statement))
    return reference->getDecl() != variable;
  return llvm::all_of(statement->children(),
                      [&](const clang::Stmt *child) { return onlyReads(child, variable); });
}

/// The initial value of a local variable that keeps it in all of the function.
static const Expr *findKeptValue(const Expr *expression, const clang::FunctionDecl *function) {
  const auto *load = llvm::dyn_cast<clang::ImplicitCastExpr>(expression->IgnoreParens());
  const auto *reference = load && load->getCastKind() == clang::CK_LValueToRValue
                              ? llvm::dyn_cast<clang::DeclRefExpr>(load->getSubExpr())
                              : nullptr;
  const auto *variable = reference ? llvm::dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  bool isKept = variable && variable->hasLocalStorage() && variable->hasInit() &&
                !llvm::isa<clang::ParmVarDecl>(variable) &&
                !variable->getType()->isReferenceType() && onlyReads(function->getBody(), variable);
  return isKept ? variable->getInit() : expression;
}

/// The argument of type `std::align_val_t` as a number; none: there is no such argument.
static std::optional<uint64_t> getAlignment(const clang::CallExpr *call,
                                            const clang::FunctionDecl *function,
                                            clang::ASTContext &ast) {
  for (const Expr *argument : call->arguments()) {
    if (!argument->getType()->isAlignValT())
      continue;
    Expr::EvalResult result;
    return findKeptValue(argument, function)->EvaluateAsInt(result, ast)
               ? result.Val.getInt().getZExtValue()
               : 0;
  }
  return std::nullopt;
}

Value FunctionImporter::emitOperatorNew(const clang::CallExpr *call, cxx::PtrType type,
                                        Value count) {
  SourceLocation location = call->getExprLoc();
  std::optional<uint64_t> alignment = getAlignment(call, function, ast);
  if (alignment && *alignment == 0)
    return refuse(location, "unsupported-allocation",
                  "an alignment that is known at run time only is not supported");
  // With std::nothrow it gives null where the plain form throws; running out of memory is not
  // modelled.
  auto kind = cxx::AllocKind::OperatorNew;
  auto attribute = alignment ? builder.getI64IntegerAttr(*alignment) : mlir::IntegerAttr();
  return cxx::AllocOp::create(builder, at(location), type, kind, count, /*zeroed=*/false,
                              attribute);
}

Value FunctionImporter::emitUntypedAllocation(const clang::CallExpr *call, bool zeroed) {
  SourceLocation location = call->getExprLoc();
  Value bytes = emitScalar(call->getArg(0));
  Value size = bytes && zeroed ? emitScalar(call->getArg(1)) : Value();
  if (!bytes || (zeroed && !size))
    return {};
  if (zeroed)
    bytes = arith::MulIOp::create(builder, at(location), bytes, size);
  return cxx::AllocOp::create(builder, at(location), cxx::PtrType::get(builder.getNoneType()),
                              zeroed ? cxx::AllocKind::Calloc : cxx::AllocKind::Malloc, bytes,
                              zeroed);
}

std::optional<Value> FunctionImporter::emitStorageCall(const clang::CallExpr *call,
                                                       const clang::FunctionDecl *callee) {
  SourceLocation location = call->getExprLoc();
  if (isOperatorNew(callee)) {
    Value bytes = emitScalar(call->getArg(0));
    return bytes ? emitOperatorNew(call, cxx::PtrType::get(builder.getNoneType()), bytes) : Value();
  }
  if (!isOperatorDelete(callee))
    return std::nullopt;
  // The size, if it is given, says nothing new; it may have side effects.
  Value pointer = emitScalar(call->getArg(0));
  for (const Expr *argument : llvm::drop_begin(call->arguments()))
    if (argument->HasSideEffects(ast))
      emitIgnored(argument);
  if (!pointer)
    return Value();
  std::optional<uint64_t> alignment = getAlignment(call, function, ast);
  if (alignment && *alignment == 0)
    return refuse(location, "unsupported-allocation",
                  "an alignment that is known at run time only is not supported");
  auto attribute = alignment ? builder.getI64IntegerAttr(*alignment) : mlir::IntegerAttr();
  cxx::DeallocOp::create(builder, at(location), cxx::DeallocKind::OperatorDelete, pointer,
                         attribute);
  return Value();
}

Value FunctionImporter::emitBitCast(const clang::CastExpr *cast) {
  SourceLocation location = cast->getExprLoc();
  mlir::Type type = importType(cast->getType(), location);
  Value source = type ? emitLValue(cast->getSubExpr()) : Value();
  if (!source || !importType(cast->getSubExpr()->getType(), location))
    return {};
  mlir::Type pointee = llvm::cast<cxx::PtrType>(source.getType()).getPointee();
  bool areNumbers =
      type.isIntOrFloat() && pointee.isIntOrFloat() && !type.isInteger(1) && !pointee.isInteger(1);
  if (areNumbers) {
    Value value = load(source, location);
    return value.getType() == type
               ? value
               : arith::BitcastOp::create(builder, at(location), type, value).getResult();
  }
  Value address = castPointer(source, cxx::PtrType::get(type), location);
  return load(address, location);
}
