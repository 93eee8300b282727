// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Heap storage, typed by the pointers that the program uses: malloc, calloc, free, new, delete.
// Byte counts become counts of objects.

#include "FunctionImporter.h"
#include "MathFunctions.h"
#include "MemberPointers.h"
#include "MemoryArguments.h"
#include "Reallocation.h"
#include "VirtualCalls.h"
#include "costate/Dialect/Cxx/InPlace.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace costate;
using namespace costate::frontend;
namespace arith = mlir::arith;

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
