// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "TypedMemory.h"

#include "StorageShape.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Dialect/Cxx/SharedStorage.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace costate;

bool costate::isFloat(Type type) { return isa<FloatType>(type); }
bool costate::isPointer(Type type) { return isa<cxx::PtrType>(type); }

Value costate::emitIndex(OpBuilder &builder, Location location, int64_t value) {
  return arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(value));
}

/// Classes may have no default constructor, and bytes are no objects: storage for both is raw.
static bool isRawShadow(Value address) {
  Type type = cast<cxx::PtrType>(address.getType()).getPointee();
  while (auto array = dyn_cast<cxx::ArrayType>(type))
    type = array.getElementType();
  return isa<cxx::RecordType, NoneType>(type);
}

/// What raw storage for objects of the type asks for beyond the default alignment.
static IntegerAttr getExtraAlignment(OpBuilder &builder, Value address) {
  constexpr uint64_t defaultAlignment = 16;
  Type type = cast<cxx::PtrType>(address.getType()).getPointee();
  uint64_t alignment = isa<NoneType>(type) ? 1 : cxx::getTypeAlignment(type);
  return alignment > defaultAlignment ? builder.getI64IntegerAttr(alignment) : IntegerAttr();
}

// Never malloc: a failure throws instead of giving null to code that was not written for it.
Value costate::createShadowStorage(OpBuilder &builder, Location location, Type type, Value count) {
  auto shadow = cxx::AllocOp::create(builder, location, type, cxx::AllocKind::NewArray, count,
                                     /*zeroed=*/true);
  if (isRawShadow(shadow)) {
    shadow.setKind(cxx::AllocKind::OperatorNew);
    shadow.setAlignmentAttr(getExtraAlignment(builder, shadow));
  }
  return shadow;
}

static void releaseAs(OpBuilder &builder, Location location, cxx::DeallocKind kind, Value shadow) {
  if (isRawShadow(shadow))
    cxx::DeallocOp::create(builder, location, cxx::DeallocKind::OperatorDelete, shadow,
                           getExtraAlignment(builder, shadow));
  else
    cxx::DeallocOp::create(builder, location, kind, shadow);
}

void costate::releaseShadowStorage(OpBuilder &builder, Location location, Value shadow) {
  Value storage = shadow;
  while (auto conversion = storage.getDefiningOp<cxx::CastOp>())
    storage = conversion.getSource();
  // Bytes that were counted back from a base to its object are not how that was allocated.
  if (!storage.getDefiningOp<cxx::OffsetOp>())
    shadow = storage;
  releaseAs(builder, location, cxx::DeallocKind::DeleteArray, shadow);
}

Value costate::createTangentStorage(OpBuilder &builder, Location location, cxx::AllocOp primal,
                                    Value count) {
  Value storage = createShadowStorage(builder, location, primal.getAddress().getType(), count);
  auto tangent = storage.getDefiningOp<cxx::AllocOp>();
  if (primal.getKind() == cxx::AllocKind::OperatorNew) {
    tangent.setKind(cxx::AllocKind::OperatorNew);
    tangent.setAlignmentAttr(primal.getAlignmentAttr());
  } else if (primal.getKind() == cxx::AllocKind::AlignedMalloc) {
    tangent.setKind(primal.getKind());
    tangent.setAlignmentAttr(primal.getAlignmentAttr());
  } else if (primal.getKind() == cxx::AllocKind::New && !isRawShadow(storage)) {
    tangent.setKind(cxx::AllocKind::New);
  }
  return storage;
}

void costate::releaseTangentStorage(OpBuilder &builder, cxx::DeallocOp primal, Value tangent,
                                    Type allocated) {
  switch (primal.getKind()) {
  case cxx::DeallocKind::AlignedFree:
  case cxx::DeallocKind::OperatorDelete:
    cxx::DeallocOp::create(builder, primal.getLoc(), primal.getKind(), tangent,
                           primal.getAlignmentAttr());
    return;
  case cxx::DeallocKind::Delete:
    // `delete` knows the type that `new` had.
    releaseAs(builder, primal.getLoc(), cxx::DeallocKind::Delete, tangent);
    return;
  default:
    // `free` of a `void *` that was kept in memory.
    if (allocated && isa<NoneType>(cast<cxx::PtrType>(tangent.getType()).getPointee()) &&
        !tangent.getDefiningOp<cxx::CastOp>()) {
      tangent = cxx::CastOp::create(builder, primal.getLoc(), allocated, tangent);
      releaseAs(builder, primal.getLoc(), cxx::DeallocKind::DeleteArray, tangent);
      return;
    }
    releaseShadowStorage(builder, primal.getLoc(), tangent);
  }
}

static constexpr auto noWrap = arith::IntegerOverflowFlags::nsw;

Value costate::addIndices(OpBuilder &builder, Location location, Value lhs, Value rhs) {
  return arith::AddIOp::create(builder, location, lhs, rhs, noWrap);
}

Value costate::subtractIndices(OpBuilder &builder, Location location, Value lhs, Value rhs) {
  return arith::SubIOp::create(builder, location, lhs, rhs, noWrap);
}

Value costate::multiplyIndices(OpBuilder &builder, Location location, Value lhs, Value rhs) {
  return arith::MulIOp::create(builder, location, lhs, rhs, noWrap);
}

void costate::emitCountedLoop(OpBuilder &builder, Location location, Value count,
                              llvm::function_ref<void(OpBuilder &, Value)> body) {
  Value zero = emitIndex(builder, location, 0);
  APInt constant;
  if (matchPattern(count, m_ConstantInt(&constant)) && constant == 1) {
    body(builder, zero);
    return;
  }
  Value one = emitIndex(builder, location, 1);
  // The trip count of a signed loop is never negative, as scf.for wants it.
  Value trips =
      cxx::TripCountOp::create(builder, location, cxx::LoopPredicate::slt, zero, count, 1);
  auto loop = scf::ForOp::create(builder, location, zero, trips, one);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPoint(loop.getBody()->getTerminator());
  body(builder, loop.getInductionVar());
}

static bool holdsWanted(Type type, llvm::function_ref<bool(Type)> wanted) {
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsWanted(array.getElementType(), wanted);
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
      return holdsWanted(field.type, wanted);
    });
  return wanted(type);
}

namespace {
/// One walk over the scalars of an object.
class ScalarWalk {
public:
  ScalarWalk(Location location, llvm::function_ref<bool(Type)> wanted, ScalarVisitor visit,
             const StorageShape *shape)
      : location(location), wanted(wanted), visit(visit), shape(shape) {}

  void walk(OpBuilder &builder, ArrayRef<Value> addresses, int64_t distance, bool inUnion,
            bool inView) {
    Type type = cast<cxx::PtrType>(addresses.front().getType()).getPointee();
    bool isOpen = shape && StorageShape::isOpen(type) && !type.isInteger(8);
    if (!isOpen && !holdsWanted(type, wanted))
      return;
    if (isOpen && shape->getLane() && (isRawStorage(type) || cxx::hasOverlappingMembers(type)))
      return walkLanes(builder, addresses);
    if (isOpen && isRawStorage(type))
      return inView ? void() : walkRaw(builder, addresses, distance, inUnion);
    if (auto array = dyn_cast<cxx::ArrayType>(type))
      return walkArray(builder, addresses, array, distance, inUnion, inView);
    if (auto record = dyn_cast<cxx::RecordType>(type))
      return walkRecord(builder, addresses, record, distance, inUnion, inView);
    // Of what shares storage, each scalar that is in use is visited once.
    if (!inUnion || (shape->isKept(distance, type) && visited.insert({distance, type}).second))
      visit(builder, addresses);
  }

private:
  void walkRaw(OpBuilder &builder, ArrayRef<Value> addresses, int64_t distance, bool inUnion) {
    Type type = cast<cxx::PtrType>(addresses.front().getType()).getPointee();
    Type view = shape->getView(distance);
    if (!view)
      return;
    uint64_t count = std::max<uint64_t>(1, cxx::getTypeSize(type) / cxx::getTypeSize(view));
    auto pointer = cxx::PtrType::get(count == 1 ? view : cxx::ArrayType::get(count, view));
    SmallVector<Value> objects;
    for (Value address : addresses)
      objects.push_back(cxx::CastOp::create(builder, location, pointer, address));
    walk(builder, objects, distance, inUnion, /*inView=*/true);
  }

  /// Numbers side by side, as many as there is room for.
  void walkLanes(OpBuilder &builder, ArrayRef<Value> addresses) {
    Type lane = shape->getLane();
    Type type = cast<cxx::PtrType>(addresses.front().getType()).getPointee();
    if (uint64_t count = wanted(lane) ? cxx::getTypeSize(type) / cxx::getTypeSize(lane) : 0) {
      auto array = cxx::ArrayType::get(count, lane);
      SmallVector<Value> objects;
      for (Value address : addresses)
        objects.push_back(
            cxx::CastOp::create(builder, location, cxx::PtrType::get(array), address));
      walkArray(builder, objects, array, 0, /*inUnion=*/false, /*inView=*/false);
    }
  }

  void walkArray(OpBuilder &builder, ArrayRef<Value> addresses, cxx::ArrayType array,
                 int64_t distance, bool inUnion, bool inView) {
    Value count = emitIndex(builder, location, array.getSize());
    emitCountedLoop(builder, location, count, [&](OpBuilder &inner, Value index) {
      SmallVector<Value> elements;
      for (Value address : addresses)
        elements.push_back(cxx::ElementOp::create(
            inner, location, cxx::PtrType::get(array.getElementType()), address, index));
      walk(inner, elements, distance, inUnion, inView);
    });
  }

  void walkRecord(OpBuilder &builder, ArrayRef<Value> addresses, cxx::RecordType record,
                  int64_t distance, bool inUnion, bool inView) {
    bool isUnion = cxx::hasOverlappingMembers(record);
    assert((shape || !isUnion) && "what shares storage needs a shape");
    for (auto [index, field] : llvm::enumerate(record.getFields())) {
      bool isOpen = shape && StorageShape::isOpen(field.type) && !field.type.isInteger(8);
      if (!isOpen && !holdsWanted(field.type, wanted))
        continue;
      SmallVector<Value> fields;
      for (Value address : addresses)
        fields.push_back(cxx::FieldOp::create(builder, location, cxx::PtrType::get(field.type),
                                              address, static_cast<uint32_t>(index)));
      walk(builder, fields, distance + field.offset, inUnion || isUnion,
           inView && field.offset == 0);
    }
  }

  Location location;
  llvm::function_ref<bool(Type)> wanted;
  ScalarVisitor visit;
  const StorageShape *shape;
  llvm::DenseSet<std::pair<int64_t, Type>> visited;
};
} // namespace

void costate::forEachScalar(OpBuilder &builder, Location location, ArrayRef<Value> addresses,
                            llvm::function_ref<bool(Type)> wanted, ScalarVisitor visit,
                            const StorageShape *shape) {
  ScalarWalk(location, wanted, visit, shape)
      .walk(builder, addresses, 0, /*inUnion=*/false,
            /*inView=*/false);
}

//===-------------------------------- guards -----------------------------===//

Value costate::emitIsNotNull(OpBuilder &builder, Location location, Value pointer) {
  Value null = cxx::NullOp::create(builder, location, pointer.getType());
  return cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::ne, pointer, null);
}

Value costate::keepNull(OpBuilder &builder, Location location, Value base, Value path) {
  Value null = cxx::NullOp::create(builder, location, path.getType());
  return arith::SelectOp::create(builder, location, emitIsNotNull(builder, location, base), path,
                                 null);
}

void costate::emitGuarded(OpBuilder &builder, Location location, Value condition,
                          llvm::function_ref<void(OpBuilder &)> body) {
  if (!condition)
    return body(builder);
  auto branch = scf::IfOp::create(builder, location, condition);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  body(builder);
}

Value costate::emitChoice(OpBuilder &builder, Location location, Value condition, Value otherwise,
                          llvm::function_ref<Value(OpBuilder &)> body) {
  if (!condition)
    return body(builder);
  auto branch =
      scf::IfOp::create(builder, location, otherwise.getType(), condition, /*withElse=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  scf::YieldOp::create(builder, location, body(builder));
  builder.setInsertionPointToStart(branch.elseBlock());
  scf::YieldOp::create(builder, location, otherwise);
  return branch.getResult(0);
}

void costate::emitStop(OpBuilder &builder, Location location, StringRef function, Value unless,
                       StringRef message) {
  auto position = findFilePosition(location);
  StringRef file = position ? llvm::sys::path::filename(position->getFilename()) : "";
  cxx::AssertOp::create(builder, location, unless, message, file,
                        position ? position->getLine() : 0, function);
}
