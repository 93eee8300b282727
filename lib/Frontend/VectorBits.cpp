// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `_mm_castsi128_pd(_mm_shuffle_epi32(_mm_castpd_si128(v), mask))` moves lanes;
// `_mm_castsi128_pd(_mm_setr_epi32(...))` is a constant.

#include "VectorBits.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"

using namespace costate;
using namespace costate::frontend;
using clang::Expr;

static const clang::VectorType *getVector(const Expr *expression) {
  return expression->getType()->getAs<clang::VectorType>();
}

/// Behind parentheses and conversions from vector to vector.
static const Expr *stripConversions(const Expr *expression) {
  while (true) {
    expression = expression->IgnoreParens();
    const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression);
    if (!cast || !getVector(cast->getSubExpr()) || cast->getSubExpr()->isGLValue() ||
        (cast->getCastKind() != clang::CK_BitCast && cast->getCastKind() != clang::CK_NoOp))
      return expression;
    expression = cast->getSubExpr();
  }
}

/// The argument of an inline function that returns its only parameter as another vector type.
static const Expr *getConverted(const Expr *expression) {
  const auto *call = llvm::dyn_cast<clang::CallExpr>(expression);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  const clang::FunctionDecl *definition = callee ? callee->getDefinition() : nullptr;
  if (!definition || call->getNumArgs() != 1 || !getVector(call->getArg(0)) ||
      call->getArg(0)->isGLValue())
    return nullptr;
  const auto *body = llvm::dyn_cast<clang::CompoundStmt>(definition->getBody());
  const auto *result =
      body && body->size() == 1 ? llvm::dyn_cast<clang::ReturnStmt>(body->body_front()) : nullptr;
  if (!result || !result->getRetValue() || !getVector(result->getRetValue()))
    return nullptr;
  const Expr *value = stripConversions(result->getRetValue());
  const auto *load = llvm::dyn_cast<clang::ImplicitCastExpr>(value);
  if (!load || load->getCastKind() != clang::CK_LValueToRValue)
    return nullptr;
  const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(load->getSubExpr()->IgnoreParens());
  return reference && reference->getDecl() == definition->getParamDecl(0) ? call->getArg(0)
                                                                          : nullptr;
}

static const Expr *strip(const Expr *expression) {
  while (true) {
    expression = stripConversions(expression);
    const Expr *converted = getConverted(expression);
    if (!converted)
      return expression;
    expression = converted;
  }
}

/// The lanes of floats that the bits of a constant vector make.
static bool collectConstants(const Expr *expression, const clang::ASTContext &ast,
                             clang::QualType lane, MovedFloats &found) {
  Expr::EvalResult result;
  if (!expression->EvaluateAsRValue(result, ast) || result.HasSideEffects || !result.Val.isVector())
    return false;
  unsigned width = ast.getTypeSize(lane), filled = 0;
  llvm::APInt bits(width, 0);
  for (unsigned i = 0; i < result.Val.getVectorLength(); ++i) {
    const clang::APValue &element = result.Val.getVectorElt(i);
    if (!element.isInt() || element.getInt().getBitWidth() > width)
      return false;
    unsigned size = element.getInt().getBitWidth();
    bits |= element.getInt().zextOrTrunc(width).shl(filled);
    filled += size;
    if (filled != width)
      continue;
    found.constants.push_back(llvm::APFloat(ast.getFloatTypeSemantics(lane), bits));
    bits.clearAllBits();
    filled = 0;
  }
  return filled == 0;
}

MovedFloats frontend::findMovedFloats(const Expr *expression, const clang::ASTContext &ast) {
  const clang::VectorType *type = getVector(expression);
  if (!type || expression->isGLValue() || !type->getElementType()->isRealFloatingType())
    return {};
  const Expr *inner = strip(expression);
  if (inner == expression->IgnoreParens() || !getVector(inner) ||
      !getVector(inner)->getElementType()->isIntegerType())
    return {};
  MovedFloats found;
  if (collectConstants(inner, ast, type->getElementType(), found))
    return found;
  const auto *call = llvm::dyn_cast<clang::CallExpr>(inner);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !callee->getBuiltinID() || callee->getName() != "__builtin_ia32_pshufd")
    return {};
  const Expr *source = strip(call->getArg(0));
  Expr::EvalResult result;
  if (!ast.hasSameUnqualifiedType(source->getType(), expression->getType()) ||
      !call->getArg(1)->EvaluateAsInt(result, ast))
    return {};
  uint64_t mask = result.Val.getInt().getZExtValue();
  // Quarters of 32 bits; both halves of a double have to move together.
  unsigned quarters = ast.getTypeSize(type->getElementType()) / 32;
  found = {};
  for (unsigned lane = 0; lane < type->getNumElements(); ++lane) {
    unsigned first = (mask >> (2 * lane * quarters)) & 3;
    if (first % quarters != 0)
      return {};
    for (unsigned part = 1; part < quarters; ++part)
      if (((mask >> (2 * (lane * quarters + part))) & 3) != first + part)
        return {};
    found.lanes.push_back(first / quarters);
  }
  found.source = source;
  return found;
}
