// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Heap storage and block copies, typed by the pointers that the program uses: malloc, calloc, free,
// new, delete, memcpy, memmove, memset. Byte counts become counts of objects.

#include "FunctionImporter.h"
#include "MathFunctions.h"
#include "MemberPointers.h"
#include "Reallocation.h"
#include "VirtualCalls.h"
#include "costate/Dialect/Cxx/InPlace.h"
#include "costate/Dialect/Cxx/TextCopies.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

/// Compile-time value of an integer expression.
static std::optional<uint64_t> getConstantBytes(const Expr *expression,
                                                const clang::ASTContext &ast) {
  Expr::EvalResult result;
  if (!expression->isValueDependent() && expression->EvaluateAsInt(result, ast) &&
      !result.HasSideEffects)
    return result.Val.getInt().getZExtValue();
  return std::nullopt;
}

// `n * sizeof(T)`, `sizeof(T) * n * m`, `(n + 1) * sizeof(T) + k * sizeof(T)`: the count is there
// already. Null without an error where the expression has another form.
Value FunctionImporter::emitSyntacticCount(const Expr *bytes, uint64_t size) {
  SourceLocation location = bytes->getExprLoc();
  if (std::optional<uint64_t> constant = getConstantBytes(bytes, ast))
    return *constant % size == 0 ? constantIndex(*constant / size, location) : Value();
  const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(bytes->IgnoreParens());
  if (!binary || ast.getTypeSize(binary->getType()) != 64)
    return {};
  const Expr *left = binary->getLHS(), *right = binary->getRHS();
  auto combine = [&](Value a, Value b) -> Value {
    if (!a || !b)
      return {};
    if (binary->getOpcode() == clang::BO_Add)
      return arith::AddIOp::create(builder, at(location), a, b);
    return arith::MulIOp::create(builder, at(location), a, b);
  };
  if (binary->getOpcode() == clang::BO_Add) {
    if (!hasSyntacticCount(left, size) || !hasSyntacticCount(right, size))
      return {};
    Value first = emitSyntacticCount(left, size);
    return combine(first, first ? emitSyntacticCount(right, size) : Value());
  }
  if (binary->getOpcode() != clang::BO_Mul)
    return {};
  // The element size is one factor; the other is the count.
  if (hasSyntacticCount(right, size)) {
    Value first = emitScalar(left);
    std::optional<uint64_t> constant = getConstantBytes(right, ast);
    if (first && constant && *constant == size)
      return first;
    return combine(first, first ? emitSyntacticCount(right, size) : Value());
  }
  if (hasSyntacticCount(left, size)) {
    std::optional<uint64_t> constant = getConstantBytes(left, ast);
    if (constant && *constant == size)
      return emitScalar(right);
    Value first = emitSyntacticCount(left, size);
    return combine(first, first ? emitScalar(right) : Value());
  }
  return {};
}

bool FunctionImporter::hasSyntacticCount(const Expr *bytes, uint64_t size) const {
  if (std::optional<uint64_t> constant = getConstantBytes(bytes, ast))
    return *constant % size == 0;
  const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(bytes->IgnoreParens());
  if (!binary || ast.getTypeSize(binary->getType()) != 64)
    return false;
  if (binary->getOpcode() == clang::BO_Add)
    return hasSyntacticCount(binary->getLHS(), size) && hasSyntacticCount(binary->getRHS(), size);
  return binary->getOpcode() == clang::BO_Mul &&
         (hasSyntacticCount(binary->getLHS(), size) || hasSyntacticCount(binary->getRHS(), size));
}

Value FunctionImporter::emitCount(const Expr *bytes, uint64_t size) {
  SourceLocation location = bytes->getExprLoc();
  if (size == 0)
    return refuse(location, "unsupported-type", "objects of size zero are not supported");
  if (std::optional<uint64_t> constant = getConstantBytes(bytes, ast)) {
    if (*constant % size == 0)
      return constantIndex(*constant / size, location);
    return refuse(location, "unsupported-partial-copy",
                  "the number of bytes, " + llvm::Twine(*constant) +
                      ", is no multiple of the size of the objects, " + llvm::Twine(size));
  }
  if (hasSyntacticCount(bytes, size))
    return emitSyntacticCount(bytes, size);
  Value value = emitScalar(bytes);
  if (!value || size == 1)
    return value;
  requireWholeObjects(value, size, location);
  return arith::DivUIOp::create(builder, at(location), value, constantIndex(size, location));
}

/// Half of a number has no derivative: the program stops there.
void FunctionImporter::requireWholeObjects(Value bytes, uint64_t size, SourceLocation location) {
  Value rest = arith::RemUIOp::create(builder, at(location), bytes, constantIndex(size, location));
  Value isWhole = arith::CmpIOp::create(builder, at(location), arith::CmpIPredicate::eq, rest,
                                        constantIndex(0, location));
  emitStop(isWhole,
           "the number of bytes must be a multiple of the size of the objects, " +
               std::to_string(size) + ", where memory may carry a derivative",
           location);
}

void FunctionImporter::requireRoom(Value count, Value given, SourceLocation location) {
  emitStop(arith::CmpIOp::create(builder, at(location), arith::CmpIPredicate::sge, count, given),
           "an array that is made by 'new' must have room for its initializers", location);
}

void FunctionImporter::emitStop(Value unless, llvm::StringRef text, SourceLocation location) {
  clang::PresumedLoc position = ast.getSourceManager().getPresumedLoc(location);
  cxx::AssertOp::create(builder, at(location), unless, text,
                        llvm::sys::path::filename(position.getFilename()), position.getLine(),
                        function->getQualifiedNameAsString());
}

/// The pointer that was converted to `void *` for a memory function.
static const Expr *getTypedPointer(const Expr *argument) {
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

/// The call behind parentheses and conversions that keep a pointer to void.
static const clang::CallExpr *findCall(const Expr *expression) {
  expression = expression->IgnoreParens();
  while (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression)) {
    if (!cast->getType()->isVoidPointerType())
      break;
    expression = cast->getSubExpr()->IgnoreParens();
  }
  return llvm::dyn_cast<clang::CallExpr>(expression);
}

std::optional<Value> FunctionImporter::emitTypedAllocation(const Expr *operand, QualType pointee) {
  const clang::CallExpr *call = findCall(operand);
  const clang::FunctionDecl *callee = call ? call->getDirectCallee() : nullptr;
  llvm::StringRef name = callee ? getLibraryName(callee) : "";
  bool isNew = callee && isOperatorNew(callee);
  bool isMoved = name == "realloc" || name == "reallocarray";
  if ((name != "malloc" && name != "calloc" && !isMoved && !isNew) || pointee->isVoidType() ||
      pointee->isIncompleteType() || pointee->isFunctionType())
    return std::nullopt;
  if (isMoved)
    return emitTypedReallocation(*this, call, pointee);
  SourceLocation location = call->getExprLoc();
  uint64_t size = ast.getTypeSizeInChars(pointee).getQuantity();
  bool zeroed = name == "calloc";
  // Bytes that are no whole number of objects hold more than one type of them.
  if (size == 0 || (!zeroed && !hasSyntacticCount(call->getArg(0), size)))
    return std::nullopt;
  mlir::Type type = importType(pointee, location);
  if (!type)
    return Value();
  Value count = zeroed ? emitCallocCount(call, size) : emitCount(call->getArg(0), size);
  if (!count)
    return Value();
  if (isNew)
    return emitOperatorNew(call, cxx::PtrType::get(type), count);
  return cxx::AllocOp::create(builder, at(location), cxx::PtrType::get(type),
                              zeroed ? cxx::AllocKind::Calloc : cxx::AllocKind::Malloc, count,
                              zeroed)
      .getResult();
}

Value FunctionImporter::emitCallocCount(const clang::CallExpr *call, uint64_t size) {
  const Expr *number = call->getArg(0), *bytes = call->getArg(1);
  SourceLocation location = call->getExprLoc();
  for (auto [count, unit] : {std::pair(number, bytes), std::pair(bytes, number)})
    if (std::optional<uint64_t> constant = getConstantBytes(unit, ast);
        constant && *constant == size)
      return emitScalar(count);
  bool inNumber = hasSyntacticCount(number, size), inBytes = hasSyntacticCount(bytes, size);
  Value first = inNumber ? emitSyntacticCount(number, size) : emitScalar(number);
  Value second = !first                 ? Value()
                 : !inNumber && inBytes ? emitSyntacticCount(bytes, size)
                                        : emitScalar(bytes);
  if (!second)
    return {};
  Value product = arith::MulIOp::create(builder, at(location), first, second);
  if (inNumber || inBytes)
    return product;
  // Storage for a part of an object is made larger.
  Value last = constantIndex(size - 1, location);
  Value raised = arith::AddIOp::create(builder, at(location), product, last);
  return arith::DivUIOp::create(builder, at(location), raised, constantIndex(size, location));
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

std::optional<Value> FunctionImporter::emitMemoryCall(const clang::CallExpr *call,
                                                      llvm::StringRef name) {
  SourceLocation location = call->getExprLoc();
  // The copy functions return the target as `void *`.
  auto asVoid = [&](Value pointer) {
    return pointer ? castPointer(pointer, cxx::PtrType::get(builder.getNoneType()), location)
                   : Value();
  };
  if (name == "memcpy")
    return asVoid(emitBlockCopy(call, /*overlapping=*/false));
  if (name == "memmove")
    return asVoid(emitBlockCopy(call, /*overlapping=*/true));
  if (name == "memchr")
    return emitByteSearch(call);
  if (name == "memset")
    return asVoid(emitBlockFill(call));
  if (name == "bzero")
    return refuse(location, "unsupported-external-call", "'bzero' is not supported; use 'memset'");
  if (name == "malloc" || name == "calloc")
    return emitUntypedAllocation(call, name == "calloc");
  if (name == "realloc" || name == "reallocarray")
    return emitReallocation(*this, call);
  if (name == "aligned_alloc" || name == "posix_memalign")
    return refuse(location, "unsupported-allocation", "'" + name + "' is not supported");
  if (name == "alloca")
    return emitAlloca(call, ast.VoidTy);
  if (name == "free") {
    Value pointer = emitScalar(getTypedPointer(call->getArg(0)));
    if (pointer)
      cxx::DeallocOp::create(builder, at(location), cxx::DeallocKind::Free, pointer);
    return Value();
  }
  return std::nullopt;
}

/// Whether an object has a hidden pointer, or one to a function.
static bool holdsCode(mlir::Type type) {
  if (auto array = llvm::dyn_cast<cxx::ArrayType>(type))
    return holdsCode(array.getElementType());
  auto record = llvm::dyn_cast<cxx::RecordType>(type);
  if (!record)
    return llvm::isa<cxx::CodeType>(type);
  return llvm::any_of(record.getFields(),
                      [](const cxx::RecordField &field) { return holdsCode(field.type); });
}

Value FunctionImporter::emitNew(const clang::CXXNewExpr *expression) {
  SourceLocation location = expression->getExprLoc();
  QualType type = expression->getAllocatedType();
  const clang::FunctionDecl *allocator = expression->getOperatorNew();
  bool isPlacement = allocator && allocator->isReservedGlobalPlacementOperator();
  if ((!isPlacement && expression->getNumPlacementArgs()) || expression->passAlignment() ||
      (allocator && llvm::isa<clang::CXXMethodDecl>(allocator)))
    return refuse(location, "unsupported-placement-new",
                  "'new' with arguments other than an address, of over-aligned types or with a "
                  "class's own 'operator new' is not supported");
  mlir::Type imported = importType(type, location);
  if (!imported)
    return {};
  Value storage;
  if (isPlacement) {
    storage = emitScalar(expression->getPlacementArg(0));
    if (!storage)
      return {};
    storage = castPointer(storage, cxx::PtrType::get(imported), location);
    if (holdsCode(imported))
      op->setAttr(cxx::attr::constructsInPlace, builder.getUnitAttr());
  }
  Value count;
  if (!expression->isArray()) {
    count = constantIndex(1, location);
  } else if (std::optional<const Expr *> size = expression->getArraySize(); size && *size) {
    Value number = emitScalar(*size);
    if (!number)
      return {};
    count = toIndex(number, (*size)->getType(), location);
  } else {
    const auto *list = llvm::dyn_cast_or_null<clang::InitListExpr>(expression->getInitializer());
    if (!list)
      return refuseNode(expression);
    count = constantIndex(list->getNumInits(), location);
  }
  return emitNewObjects(expression, imported, count, storage);
}

Value FunctionImporter::emitNewObjects(const clang::CXXNewExpr *expression, mlir::Type type,
                                       Value count, Value storage) {
  SourceLocation location = expression->getExprLoc();
  const Expr *initializer = expression->getInitializer();
  const auto *list = llvm::dyn_cast_or_null<clang::InitListExpr>(initializer);
  const auto *construct = llvm::dyn_cast_or_null<clang::CXXConstructExpr>(initializer);
  bool isArray = expression->isArray();
  bool zeroed = isArray && ((initializer && llvm::isa<clang::ImplicitValueInitExpr>(initializer)) ||
                            list || (construct && construct->requiresZeroInitialization()));
  QualType objectType = expression->getAllocatedType();
  if (zeroed && holdsMemberOffset(ast, objectType))
    return refuse(location, "unsupported-member-pointer",
                  "zero initialization of arrays of objects that hold pointers to members is not "
                  "supported");
  bool isDestructed = objectType.isDestructedType() == QualType::DK_cxx_destructor;
  Value address = storage;
  PartialObject object(*this);
  if (storage && zeroed)
    cxx::FillOp::create(builder, at(location), storage, count);
  else if (!storage) {
    address = cxx::AllocOp::create(builder, at(location), cxx::PtrType::get(type),
                                   !isArray       ? cxx::AllocKind::New
                                   : isDestructed ? cxx::AllocKind::NewCounted
                                                  : cxx::AllocKind::NewArray,
                                   count, zeroed);
    object.addStorage(!isArray       ? cxx::DeallocKind::Delete
                      : isDestructed ? cxx::DeallocKind::DeleteCounted
                                     : cxx::DeallocKind::DeleteArray,
                      address, location);
  }
  if (!initializer)
    return address;
  if (!isArray)
    return emitInitializer(initializer, objectType, address).succeeded() ? address : Value();
  if (llvm::isa<clang::ImplicitValueInitExpr>(initializer))
    return address;
  if (list) {
    const Expr *filler = list->hasArrayFiller() ? list->getArrayFiller() : nullptr;
    Value given = constantIndex(list->getNumInits(), location);
    // The program throws where there is no room for what is given.
    if (!count.getDefiningOp<arith::ConstantOp>())
      requireRoom(count, given, location);
    for (unsigned i = 0; i < list->getNumInits(); ++i) {
      Value element =
          cxx::OffsetOp::create(builder, at(location), address, constantIndex(i, location));
      if (emitInitializer(list->getInit(i), objectType, element).failed())
        return {};
      object.addPart(objectType, element, location);
    }
    if (!filler || llvm::isa<clang::ImplicitValueInitExpr>(filler))
      return address;
    Value others = arith::SubIOp::create(builder, at(location), count, given);
    Value rest = cxx::OffsetOp::create(builder, at(location), address, given);
    LogicalResult filled =
        emitConstructEach(objectType, rest, others, location, [&](Value element) {
          return emitInitializer(filler, objectType, element);
        });
    return filled.succeeded() ? address : Value();
  }
  if (!construct)
    return refuseNode(initializer);
  if (construct->getConstructor()->isTrivial() &&
      construct->getConstructor()->isDefaultConstructor())
    return address;
  LogicalResult done = emitConstructEach(objectType, address, count, location, [&](Value element) {
    return emitConstruct(construct, element);
  });
  return done.succeeded() ? address : Value();
}

void FunctionImporter::emitDelete(const clang::CXXDeleteExpr *expression) {
  SourceLocation location = expression->getExprLoc();
  QualType type = expression->getDestroyedType();
  const clang::FunctionDecl *deallocator = expression->getOperatorDelete();
  if (type.isNull() || (deallocator && llvm::isa<clang::CXXMethodDecl>(deallocator)))
    return void(refuse(location, "unsupported-delete", "this form of 'delete' is not supported"));
  bool isDestructed = type.isDestructedType() == QualType::DK_cxx_destructor;
  Value pointer = emitScalar(expression->getArgument());
  if (pointer)
    pointer = toWhole(pointer, type, location);
  if (pointer && isDestructed) {
    Block *destroy = createBlock(), *end = createBlock();
    branch(isNotZero(pointer, location), destroy, end, location);
    continueIn(destroy);
    if (!importType(type, location))
      return;
    const clang::CXXRecordDecl *record = type->getAsCXXRecordDecl();
    const clang::CXXDestructorDecl *destructor = record ? record->getDestructor() : nullptr;
    if (!expression->isArrayForm() && destructor && destructor->isVirtual() &&
        !record->isEffectivelyFinal()) {
      mlir::func::FuncOp target = getVirtualCallee(*this, destructor, /*deletes=*/true, location);
      Value table = target ? emitVirtualTable(*this, pointer, record, location) : Value();
      if (table)
        createCall(target, {table, pointer}, location);
      jump(end, location);
      continueIn(end);
      return;
    }
    if (expression->isArrayForm()) {
      Value count = cxx::ArrayCountOp::create(builder, at(location), builder.getI64Type(), pointer);
      emitArrayDestruction(type, pointer, count, location);
    } else {
      emitDestruction(type, pointer, location);
    }
    cxx::DeallocOp::create(builder, at(location),
                           expression->isArrayForm() ? cxx::DeallocKind::DeleteCounted
                                                     : cxx::DeallocKind::Delete,
                           pointer);
    jump(end, location);
    continueIn(end);
    return;
  }
  if (pointer)
    cxx::DeallocOp::create(builder, at(location),
                           expression->isArrayForm() ? cxx::DeallocKind::DeleteArray
                                                     : cxx::DeallocKind::Delete,
                           pointer);
}
