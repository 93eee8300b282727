// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `alloca`: storage that lives until the function returns. It becomes storage of the heap, released
// on every way out of the function; the type is that of the pointer to which the result is
// converted. Rounding its address up, as libraries do for vector instructions, becomes an aligned
// allocation: such an address is rounded already.

#include "FunctionImporter.h"
#include "MathFunctions.h"
#include "costate/Dialect/Cxx/InPlace.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// What malloc aligns for.
static constexpr uint64_t defaultAlignment = 16;

static bool isAlloca(const clang::CallExpr *call) {
  const clang::FunctionDecl *callee = call->getDirectCallee();
  return callee && getLibraryName(callee) == "alloca";
}

/// The calls of `alloca` in a function's own body.
static void collectAllocas(const Stmt *statement,
                           llvm::SmallVectorImpl<const clang::CallExpr *> &calls) {
  if (!statement || llvm::isa<clang::LambdaExpr>(statement))
    return;
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(statement); call && isAlloca(call))
    calls.push_back(call);
  for (const Stmt *child : statement->children())
    collectAllocas(child, calls);
}

static std::optional<uint64_t> getConstant(const Expr *expression, const clang::ASTContext &ast) {
  Expr::EvalResult result;
  if (expression->isValueDependent() || !expression->EvaluateAsInt(result, ast) ||
      result.HasSideEffects)
    return std::nullopt;
  return result.Val.getInt().extOrTrunc(64).getZExtValue();
}

/// Behind parentheses and conversions that keep all bits of an address, or lead to `void *`.
static const Expr *stripAddress(const Expr *expression, const clang::ASTContext &ast) {
  expression = expression->IgnoreParens();
  while (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression)) {
    bool keeps = cast->getType()->isVoidPointerType()
                     ? cast->getCastKind() == clang::CK_BitCast ||
                           cast->getCastKind() == clang::CK_NoOp ||
                           cast->getCastKind() == clang::CK_IntegralToPointer
                     : (cast->getCastKind() == clang::CK_IntegralCast ||
                        cast->getCastKind() == clang::CK_NoOp ||
                        cast->getCastKind() == clang::CK_PointerToIntegral) &&
                           ast.getTypeSize(cast->getType()) == 64;
    if (!keeps)
      break;
    expression = cast->getSubExpr()->IgnoreParens();
  }
  return expression;
}

namespace {
/// A call of `alloca` whose result may be rounded up.
struct AlignedAlloca {
  const clang::CallExpr *call = nullptr;
  uint64_t alignment = 1;
};
} // namespace

/// `alloca(n)`, or `(address of alloca(n) + a - 1) & ~(a - 1)`.
static AlignedAlloca findAlloca(const Expr *expression, const clang::ASTContext &ast) {
  expression = stripAddress(expression, ast);
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(expression))
    return isAlloca(call) ? AlignedAlloca{call} : AlignedAlloca();
  const auto *mask = llvm::dyn_cast<clang::BinaryOperator>(expression);
  if (!mask || mask->getOpcode() != clang::BO_And)
    return {};
  std::optional<uint64_t> bits = getConstant(mask->getRHS(), ast);
  uint64_t alignment = bits ? ~*bits + 1 : 0;
  if (!llvm::isPowerOf2_64(alignment))
    return {};
  uint64_t added = 0;
  const Expr *address = stripAddress(mask->getLHS(), ast);
  while (const auto *sum = llvm::dyn_cast<clang::BinaryOperator>(address)) {
    std::optional<uint64_t> constant = getConstant(sum->getRHS(), ast);
    if (!constant || !sum->isAdditiveOp())
      return {};
    added += sum->getOpcode() == clang::BO_Add ? *constant : -*constant;
    address = stripAddress(sum->getLHS(), ast);
  }
  const auto *call = llvm::dyn_cast<clang::CallExpr>(address);
  return call && added + 1 == alignment && isAlloca(call) ? AlignedAlloca{call, alignment}
                                                          : AlignedAlloca();
}

void FunctionImporter::prepareAllocas() {
  llvm::SmallVector<const clang::CallExpr *> calls;
  collectAllocas(function->getBody(), calls);
  for (const clang::CallExpr *call : calls) {
    SourceLocation location = call->getExprLoc();
    auto type = cxx::PtrType::get(builder.getNoneType());
    Value slot = createAlloca(type, "", location);
    store(zero(type, location), slot, location);
    allocaSlots[call] = slot;
    Cleanup cleanup;
    cleanup.address = slot;
    cleanup.location = location;
    cleanup.releasesAllocated = true;
    cleanups.entries.push_back(cleanup);
  }
}

void FunctionImporter::emitRelease(const Cleanup &cleanup) {
  Value storage = load(cleanup.address, cleanup.location);
  if (cleanup.alignment <= defaultAlignment)
    cxx::DeallocOp::create(builder, at(cleanup.location), cxx::DeallocKind::Free, storage);
  else
    cxx::DeallocOp::create(builder, at(cleanup.location), cxx::DeallocKind::OperatorDelete, storage,
                           builder.getI64IntegerAttr(cleanup.alignment));
}

std::optional<Value> FunctionImporter::emitAlloca(const Expr *operand, QualType pointee) {
  AlignedAlloca found = findAlloca(operand, ast);
  if (!found.call)
    return std::nullopt;
  SourceLocation location = found.call->getExprLoc();
  auto slot = allocaSlots.find(found.call);
  if (loopDepth > 0 || mayRepeat || slot == allocaSlots.end())
    return refuse(location, "unsupported-allocation",
                  "'alloca' that may be called several times is not supported");
  bool isTyped = !pointee->isVoidType() && !pointee->isIncompleteType() &&
                 !pointee->isFunctionType() && !ast.getTypeSizeInChars(pointee).isZero();
  mlir::Type type = isTyped ? importType(pointee, location) : builder.getNoneType();
  Value count = type ? emitScalar(found.call->getArg(0)) : Value();
  if (!count)
    return Value();
  uint64_t size = isTyped ? ast.getTypeSizeInChars(pointee).getQuantity() : 1;
  if (size > 1) {
    // Bytes for the rounding are there, too.
    Value last = constantIndex(size - 1, location);
    count = arith::AddIOp::create(builder, at(location), count, last);
    count = arith::DivUIOp::create(builder, at(location), count, constantIndex(size, location));
  }
  bool isAligned = found.alignment > defaultAlignment;
  for (Cleanup &cleanup : cleanups.entries)
    if (cleanup.releasesAllocated && cleanup.address == slot->second)
      cleanup.alignment = found.alignment;
  auto storage = cxx::AllocOp::create(
      builder, at(location), cxx::PtrType::get(type),
      isAligned ? cxx::AllocKind::OperatorNew : cxx::AllocKind::Malloc, count, /*zeroed=*/false,
      isAligned ? builder.getI64IntegerAttr(found.alignment) : mlir::IntegerAttr());
  storage->setAttr(cxx::attr::frameStorage, builder.getUnitAttr());
  store(castPointer(storage, cxx::PtrType::get(builder.getNoneType()), location), slot->second,
        location);
  return storage.getAddress();
}

/// Whether an arm of a `void *` leads to `alloca`.
static bool leadsToAlloca(const Expr *expression, const clang::ASTContext &ast) {
  if (findAlloca(expression, ast).call)
    return true;
  const auto *choice =
      llvm::dyn_cast<clang::ConditionalOperator>(expression->IgnoreParenNoopCasts(ast));
  return choice &&
         (leadsToAlloca(choice->getTrueExpr(), ast) || leadsToAlloca(choice->getFalseExpr(), ast));
}

// `(T *)(c ? alloca(n) : malloc(n))`: each arm is converted.
std::optional<Value> FunctionImporter::emitChosenStorage(const Expr *operand, QualType pointee) {
  if (std::optional<Value> storage = emitAlloca(operand, pointee))
    return storage;
  const auto *choice =
      llvm::dyn_cast<clang::ConditionalOperator>(operand->IgnoreParenNoopCasts(ast));
  if (!choice || !leadsToAlloca(operand, ast))
    return std::nullopt;
  SourceLocation location = choice->getQuestionLoc();
  cxx::PtrType type = importPointerTo(pointee, location);
  if (!type)
    return Value();
  auto emitArm = [&](const Expr *arm) -> Value {
    std::optional<Value> storage = emitChosenStorage(arm, pointee);
    if (!storage)
      storage = emitTypedAllocation(arm, pointee);
    Value value = storage ? *storage : emitScalar(arm);
    return value ? castPointer(value, type, location) : Value();
  };
  if (std::optional<uint64_t> known = getConstant(choice->getCond(), ast))
    return emitArm(*known ? choice->getTrueExpr() : choice->getFalseExpr());
  Block *whenTrue = createBlock(), *whenFalse = createBlock();
  ConditionalEvaluation conditional(*this);
  if (emitBranch(choice->getCond(), whenTrue, whenFalse).failed())
    return Value();
  Block *end = createBlock();
  Value result = end->addArgument(type, at(location));
  for (auto [block, arm] :
       {std::pair(whenTrue, choice->getTrueExpr()), std::pair(whenFalse, choice->getFalseExpr())}) {
    continueIn(block);
    Value value = emitArm(arm);
    if (!value)
      return Value();
    jump(end, location, value);
  }
  continueIn(end);
  return result;
}
