// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `realloc` is an allocation, a copy and a release, so that the derivative sees two blocks with a
// shadow each. The old block stays where it is: whether the C library would have moved it is its
// own affair.

#include "Reallocation.h"
#include "costate/Dialect/Cxx/MovedBlocks.h"
#include "mlir/IR/Matchers.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// The C library may release the block and give null then, or not; C23 leaves it undefined.
static void requireBytes(FunctionImporter &importer, Value old, Value count,
                         SourceLocation location) {
  llvm::APInt known;
  if (mlir::matchPattern(count, mlir::m_ConstantInt(&known)) && !known.isZero())
    return;
  mlir::OpBuilder &builder = importer.builder;
  Value null = importer.zero(old.getType(), location);
  Value isNull =
      cxx::PtrCmpOp::create(builder, importer.at(location), cxx::PtrPredicate::eq, old, null);
  Value isSome = importer.isNotZero(count, location);
  importer.emitStop(arith::OrIOp::create(builder, importer.at(location), isSome, isNull),
                    "what 'realloc' to no bytes does is not defined; call 'free' instead",
                    location);
}

static Value moveBlock(FunctionImporter &importer, Value old, cxx::PtrType type, Value count,
                       uint64_t size, SourceLocation location) {
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(location);
  requireBytes(importer, old, count, location);
  Value present = cxx::createBlockSize(builder, at, old);
  if (size != 1)
    present = arith::DivUIOp::create(builder, at, present, importer.constantIndex(size, location));
  // No compiler sees that all of a block of known size is written, and some say so.
  bool isKnown = mlir::matchPattern(count, mlir::m_Constant());
  Value block = cxx::AllocOp::create(builder, at, type, cxx::AllocKind::Malloc, count,
                                     /*zeroed=*/isKnown);
  Value kept = arith::MinUIOp::create(builder, at, present, count);
  auto copy = cxx::CopyNOp::create(builder, at, block, importer.castPointer(old, type, location),
                                   kept, /*overlapping=*/false);
  copy->setAttr(cxx::attr::movesBlock, builder.getUnitAttr());
  cxx::DeallocOp::create(builder, at, cxx::DeallocKind::Free, old);
  return block;
}

static bool isArrayForm(const clang::CallExpr *call) { return call->getNumArgs() == 3; }

/// The argument without conversions to `void *`.
static const Expr *getOldBlock(const clang::CallExpr *call) {
  const Expr *old = call->getArg(0)->IgnoreParens();
  while (const auto *cast = llvm::dyn_cast<clang::ImplicitCastExpr>(old)) {
    if (cast->getCastKind() != clang::CK_BitCast)
      break;
    old = cast->getSubExpr()->IgnoreParens();
  }
  return old;
}

std::optional<Value> frontend::emitTypedReallocation(FunctionImporter &importer,
                                                     const clang::CallExpr *call,
                                                     QualType pointee) {
  uint64_t size = importer.ast.getTypeSizeInChars(pointee).getQuantity();
  bool isVisible = isArrayForm(call) ? importer.hasSyntacticCount(call->getArg(1), size) ||
                                           importer.hasSyntacticCount(call->getArg(2), size)
                                     : importer.hasSyntacticCount(call->getArg(1), size);
  if (size == 0 || !isVisible)
    return std::nullopt;
  mlir::Type type = importer.importType(pointee, call->getExprLoc());
  Value old = type ? importer.emitScalar(getOldBlock(call)) : Value();
  if (!old)
    return Value();
  Value count;
  if (isArrayForm(call)) {
    // Like the arguments of `calloc`.
    bool isFirst = importer.hasSyntacticCount(call->getArg(1), size);
    Value first = isFirst ? importer.emitSyntacticCount(call->getArg(1), size)
                          : importer.emitScalar(call->getArg(1));
    Value second = !first    ? Value()
                   : isFirst ? importer.emitScalar(call->getArg(2))
                             : importer.emitSyntacticCount(call->getArg(2), size);
    if (second)
      count =
          arith::MulIOp::create(importer.builder, importer.at(call->getExprLoc()), first, second);
  } else {
    count = importer.emitCount(call->getArg(1), size);
  }
  if (!count)
    return Value();
  return moveBlock(importer, old, cxx::PtrType::get(type), count, size, call->getExprLoc());
}

Value frontend::emitReallocation(FunctionImporter &importer, const clang::CallExpr *call) {
  Value old = importer.emitScalar(getOldBlock(call));
  Value bytes = old ? importer.emitScalar(call->getArg(1)) : Value();
  if (bytes && isArrayForm(call)) {
    Value size = importer.emitScalar(call->getArg(2));
    bytes =
        size ? arith::MulIOp::create(importer.builder, importer.at(call->getExprLoc()), bytes, size)
                   .getResult()
             : Value();
  }
  if (!bytes)
    return {};
  auto type = cxx::PtrType::get(importer.builder.getNoneType());
  return moveBlock(importer, old, type, bytes, 1, call->getExprLoc());
}

/// The default of the last parameter of `handmade_aligned_malloc(size, alignment)`.
static std::optional<uint64_t> findDefaultAlignment(const clang::FunctionDecl *callee,
                                                    clang::ASTContext &ast) {
  for (const clang::NamedDecl *found :
       callee->getDeclContext()->lookup(&ast.Idents.get("handmade_aligned_malloc"))) {
    const auto *function = llvm::dyn_cast<clang::FunctionDecl>(found);
    if (!function || function->getNumParams() != 2 || !function->getParamDecl(1)->hasDefaultArg())
      continue;
    Expr::EvalResult result;
    if (function->getParamDecl(1)->getDefaultArg()->EvaluateAsInt(result, ast))
      return result.Val.getInt().getZExtValue();
  }
  return std::nullopt;
}

// Eigen asks `realloc` to move the whole block and moves the numbers again where the new one is
// aligned otherwise. It says how many there were, so another block and one copy do.
static std::optional<Value> emitAlignedReallocation(FunctionImporter &importer,
                                                    const clang::CallExpr *call,
                                                    const clang::FunctionDecl *callee) {
  if (call->getNumArgs() != 3 || llvm::isa<clang::CXXDefaultArgExpr>(call->getArg(2)))
    return std::nullopt;
  std::optional<uint64_t> alignment = findDefaultAlignment(callee, importer.ast);
  if (!alignment)
    return std::nullopt;
  mlir::OpBuilder &builder = importer.builder;
  Location at = importer.at(call->getExprLoc());
  llvm::SmallVector<Value, 3> arguments;
  for (const Expr *argument : call->arguments()) {
    arguments.push_back(importer.emitScalar(argument));
    if (!arguments.back())
      return Value();
  }
  auto [old, size, oldSize] = std::tuple(arguments[0], arguments[1], arguments[2]);
  Value block = cxx::AllocOp::create(builder, at, llvm::cast<cxx::PtrType>(old.getType()),
                                     cxx::AllocKind::AlignedMalloc, size, /*zeroed=*/false,
                                     builder.getI64IntegerAttr(*alignment));
  Value kept = arith::MinUIOp::create(builder, at, oldSize, size);
  auto copy = cxx::CopyNOp::create(builder, at, block, old, kept, /*overlapping=*/false);
  copy->setAttr(cxx::attr::movesBlock, builder.getUnitAttr());
  cxx::DeallocOp::create(builder, at, cxx::DeallocKind::AlignedFree, old);
  return block;
}

/// Whether the function looks at memory as pointers: later versions of Eigen keep a distance in
/// front of the block instead.
static bool readsPointers(const clang::Stmt *statement) {
  if (!statement)
    return false;
  const auto *cast = llvm::dyn_cast<clang::ExplicitCastExpr>(statement);
  if (cast && cast->getType()->isPointerType() &&
      cast->getType()->getPointeeType()->isVoidPointerType())
    return true;
  return llvm::any_of(statement->children(), readsPointers);
}

std::optional<Value> frontend::emitAlignedBlockCall(FunctionImporter &importer,
                                                    const clang::CallExpr *call,
                                                    const clang::FunctionDecl *callee) {
  const clang::IdentifierInfo *name = callee->getIdentifier();
  if (!name || !name->getName().starts_with("handmade_aligned_") || !callee->hasBody() ||
      !readsPointers(callee->getBody()))
    return std::nullopt;
  std::string qualified = callee->getQualifiedNameAsString();
  if (qualified == "Eigen::internal::handmade_aligned_realloc")
    return emitAlignedReallocation(importer, call, callee);
  if (qualified != "Eigen::internal::handmade_aligned_free" || call->getNumArgs() != 1)
    return std::nullopt;
  if (Value block = importer.emitScalar(call->getArg(0)))
    cxx::DeallocOp::create(importer.builder, importer.at(call->getExprLoc()),
                           cxx::DeallocKind::AlignedFree, block);
  return Value();
}
