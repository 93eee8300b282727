// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies and fills of blocks, typed by the pointers that the program uses: memcpy, memmove, memset,
// memchr.

#include "FunctionImporter.h"
#include "MemoryArguments.h"
#include "costate/Dialect/Cxx/TextCopies.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

std::optional<uint64_t> frontend::getConstantBytes(const Expr *expression,
                                                   const clang::ASTContext &ast) {
  Expr::EvalResult result;
  if (!expression->isValueDependent() && expression->EvaluateAsInt(result, ast) &&
      !result.HasSideEffects)
    return result.Val.getInt().getZExtValue();
  return std::nullopt;
}

const Expr *frontend::getTypedPointer(const Expr *argument) {
  const Expr *expression = argument->IgnoreParens();
  while (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression)) {
    if (cast->getCastKind() != clang::CK_BitCast && cast->getCastKind() != clang::CK_NoOp)
      break;
    if (!cast->getSubExpr()->getType()->isPointerType())
      break;
    expression = cast->getSubExpr()->IgnoreParens();
  }
  return expression;
}

/// What a memory function works on: `double (*)[3]` means doubles.
static QualType getElementType(const Expr *pointer, const clang::ASTContext &ast) {
  QualType pointee = pointer->getType()->getPointeeType();
  return ast.getBaseElementType(pointee).getCanonicalType().getUnqualifiedType();
}

Value FunctionImporter::emitElementPointer(const Expr *pointer) {
  Value value = emitScalar(pointer);
  while (value && llvm::isa<cxx::ArrayType>(llvm::cast<cxx::PtrType>(value.getType()).getPointee()))
    value = element(value, constantIndex(0, pointer->getExprLoc()), pointer->getExprLoc());
  return value;
}

/// True when the bytes of such an object are integers only.
static bool holdsIntegersOnly(mlir::Type type) {
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(type))
    return holdsIntegersOnly(array.getElementType());
  if (auto record = llvm::dyn_cast<cxx::RecordType>(type))
    return llvm::all_of(record.getFields(), [](const cxx::RecordField &field) {
      return holdsIntegersOnly(field.type);
    });
  return llvm::isa<mlir::IntegerType>(type);
}

/// Integers are moved as bytes where the count is not visibly a whole number of objects.
bool FunctionImporter::isMovedAsBytes(mlir::Type type, const Expr *bytes, uint64_t size) const {
  return holdsIntegersOnly(type) && !getConstantBytes(bytes, ast) &&
         !hasSyntacticCount(bytes, size);
}

/// Whether the function moves characters for the library's strings.
static bool isTextFunction(const clang::FunctionDecl *function) {
  const auto *method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(function);
  return method && method->getParent()->isInStdNamespace() &&
         method->getParent()->getIdentifier() && method->getParent()->getName() == "char_traits";
}

/// A number or an integer whose bits are all there is to it.
static bool isPlainNumber(QualType type, const clang::ASTContext &ast) {
  return (type->isIntegerType() && !type->isBooleanType() && !type->isBitIntType()) ||
         type->isSpecificBuiltinType(clang::BuiltinType::Float) ||
         type->isSpecificBuiltinType(clang::BuiltinType::Double);
}

/// `memcpy(&bits, &number, sizeof number)`: the number as bits. None: the copy is another one.
std::optional<Value> FunctionImporter::emitBitCopy(const clang::CallExpr *call) {
  SourceLocation location = call->getExprLoc();
  const Expr *target = getTypedPointer(call->getArg(0)), *source = getTypedPointer(call->getArg(1));
  QualType to = getElementType(target, ast), from = getElementType(source, ast);
  std::optional<uint64_t> bytes = getConstantBytes(call->getArg(2), ast);
  auto fits = [&](QualType type) {
    return isPlainNumber(type, ast) && bytes == ast.getTypeSizeInChars(type).getQuantity();
  };
  if (to == from || !bytes || !fits(to) || !fits(from))
    return std::nullopt;
  mlir::Type type = importType(to, location);
  Value place = type ? emitElementPointer(target) : Value();
  Value number = place ? emitElementPointer(source) : Value();
  if (!number)
    return Value();
  Value value = load(number, location);
  if (value.getType() != type)
    value = arith::BitcastOp::create(builder, at(location), type, value);
  store(value, place, location);
  return place;
}

Value FunctionImporter::emitBlockCopy(const clang::CallExpr *call, bool overlapping) {
  if (std::optional<Value> copied = emitBitCopy(call))
    return *copied;
  SourceLocation location = call->getExprLoc();
  const Expr *target = getTypedPointer(call->getArg(0)), *source = getTypedPointer(call->getArg(1));
  QualType targetType = getElementType(target, ast), sourceType = getElementType(source, ast);
  QualType type = targetType->isVoidType() ? sourceType : targetType;
  if (type->isVoidType())
    return refuse(location, "unsupported-untyped-copy",
                  "copies between 'void' pointers are not supported");
  if (!targetType->isVoidType() && !sourceType->isVoidType() && targetType != sourceType)
    return refuse(location, "unsupported-untyped-copy",
                  "copies between '" + targetType.getAsString(ast.getPrintingPolicy()) + "' and '" +
                      sourceType.getAsString(ast.getPrintingPolicy()) + "' are not supported");
  mlir::Type imported = importType(type, location);
  if (!imported)
    return {};
  uint64_t size = ast.getTypeSizeInChars(type).getQuantity();
  if (isMovedAsBytes(imported, call->getArg(2), size))
    imported = builder.getI8Type(), size = 1;
  cxx::PtrType pointer = cxx::PtrType::get(imported);
  Value to = emitElementPointer(target);
  Value from = to ? emitElementPointer(source) : Value();
  Value count = from ? emitCount(call->getArg(2), size) : Value();
  if (!count)
    return {};
  to = castPointer(to, pointer, location);
  auto copy = cxx::CopyNOp::create(builder, at(location), to, castPointer(from, pointer, location),
                                   count, overlapping);
  if (isTextFunction(function))
    copy->setAttr(cxx::attr::text, builder.getUnitAttr());
  return to;
}

// The library finds the place; its distance from the start leads there, so that the result is known
// to point into the same object.
Value FunctionImporter::emitByteSearch(const clang::CallExpr *call) {
  SourceLocation location = call->getExprLoc();
  llvm::SmallVector<Value> arguments;
  for (const Expr *argument : call->arguments()) {
    arguments.push_back(emitScalar(argument));
    if (!arguments.back())
      return {};
  }
  Value start = arguments.front();
  Value found = createInactiveCall("memchr", "std::memchr", start.getType(), arguments,
                                   InactiveCall(), location);
  auto bytes = cxx::PtrType::get(builder.getI8Type());
  Value from = castPointer(start, bytes, location);
  Value distance = cxx::PtrDiffOp::create(builder, at(location), builder.getI64Type(),
                                          castPointer(found, bytes, location), from);
  Value place = castPointer(cxx::OffsetOp::create(builder, at(location), from, distance),
                            start.getType(), location);
  return arith::SelectOp::create(builder, at(location), isNotZero(found, location), place,
                                 zero(start.getType(), location));
}

/// Fills integers with a byte that is known at run time only.
Value FunctionImporter::emitByteFill(const Expr *byte, Value target, Value count,
                                     SourceLocation location) {
  auto type =
      llvm::cast<mlir::IntegerType>(llvm::cast<cxx::PtrType>(target.getType()).getPointee());
  Value value = emitScalar(byte);
  if (!value)
    return {};
  value = convertScalar(value, byte->getType(), ast.UnsignedCharTy, location);
  Value pattern = value;
  if (type.getWidth() > 8) {
    llvm::APInt ones = llvm::APInt::getSplat(type.getWidth(), llvm::APInt(8, 1));
    Value factor =
        arith::ConstantOp::create(builder, at(location), builder.getIntegerAttr(type, ones));
    Value wide = arith::ExtUIOp::create(builder, at(location), type, value);
    pattern = arith::MulIOp::create(builder, at(location), wide, factor);
  }
  LogicalResult done = emitForEach(count, location, [&](Value index) {
    store(pattern, cxx::OffsetOp::create(builder, at(location), target, index), location);
    return success();
  });
  return done.succeeded() ? target : Value();
}

Value FunctionImporter::emitBlockFill(const clang::CallExpr *call) {
  SourceLocation location = call->getExprLoc();
  const Expr *target = getTypedPointer(call->getArg(0));
  QualType type = getElementType(target, ast);
  if (type->isVoidType())
    return refuse(location, "unsupported-untyped-copy",
                  "'memset' through a 'void' pointer is not supported");
  std::optional<uint64_t> byte = getConstantBytes(call->getArg(1), ast);
  mlir::Type imported = importType(type, location);
  if (!imported)
    return {};
  auto integer = llvm::dyn_cast<mlir::IntegerType>(imported);
  bool isFilledByLoop = !byte && integer && integer.getWidth() % 8 == 0;
  // All bits of one number, say: a mask.
  mlir::FloatType number;
  if (byte && (*byte & 0xff) != 0 && (imported.isF32() || imported.isF64()) &&
      getConstantBytes(call->getArg(2), ast) == ast.getTypeSizeInChars(type).getQuantity())
    number = llvm::cast<mlir::FloatType>(imported);
  if (!isFilledByLoop && !number &&
      (!byte || ((*byte & 0xff) != 0 && !holdsIntegersOnly(imported))))
    return refuse(location, "unsupported-memset",
                  "'memset' with a value other than 0 is supported for integers only");
  uint64_t size = ast.getTypeSizeInChars(type).getQuantity();
  if (number) {
    llvm::APInt bits = llvm::APInt::getSplat(number.getWidth(), llvm::APInt(8, *byte & 0xff));
    Value to = emitElementPointer(target);
    if (to)
      store(emitConstant(clang::APValue(llvm::APFloat(number.getFloatSemantics(), bits)), type,
                         location),
            to, location);
    return to;
  }
  if (isMovedAsBytes(imported, call->getArg(2), size))
    imported = builder.getI8Type(), size = 1;
  Value to = emitElementPointer(target);
  Value count = to ? emitCount(call->getArg(2), size) : Value();
  if (!count)
    return {};
  to = castPointer(to, cxx::PtrType::get(imported), location);
  if (isFilledByLoop)
    return emitByteFill(call->getArg(1), to, count, location);
  cxx::FillOp::create(builder, at(location), to, count, int8_t(*byte));
  return to;
}
