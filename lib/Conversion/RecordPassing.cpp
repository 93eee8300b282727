// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classification of records by eightbytes (psABI 3.2.3), for records of integers, floats, doubles
// and pointers. The integer types are those that clang chooses, so that calls in its modules match.

#include "RecordPassing.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace costate;

namespace {
struct ScalarInRecord {
  Type type;
  uint64_t offset;
};
} // namespace

static void collectScalars(Type type, uint64_t offset, SmallVectorImpl<ScalarInRecord> &scalars) {
  if (auto record = dyn_cast<cxx::RecordType>(type)) {
    for (const cxx::RecordField &field : record.getFields())
      collectScalars(field.type, offset + field.offset, scalars);
    return;
  }
  if (auto array = dyn_cast<cxx::ArrayType>(type)) {
    uint64_t size = cxx::getTypeSize(array.getElementType());
    for (uint64_t index = 0; index < array.getSize(); ++index)
      collectScalars(array.getElementType(), offset + index * size, scalars);
    return;
  }
  scalars.push_back({type, offset});
}

static bool isFloat32Or64(Type type) { return type.isF32() || type.isF64(); }

/// The type of the register that holds the eightbyte at `offset`.
static Type classifyEightbyte(ArrayRef<ScalarInRecord> scalars, uint64_t offset,
                              uint64_t recordSize) {
  MLIRContext *context = scalars.front().type.getContext();
  if (llvm::all_of(scalars, [](const ScalarInRecord &s) { return isFloat32Or64(s.type); })) {
    if (scalars.size() == 2)
      return VectorType::get({2}, Float32Type::get(context));
    bool isSingle = scalars.front().type.isF32() && scalars.front().offset == offset;
    return isSingle ? Type(Float32Type::get(context)) : Type(Float64Type::get(context));
  }
  const ScalarInRecord &first = scalars.front();
  if (isa<cxx::PtrType>(first.type) && first.offset == offset)
    return first.type;
  // An integer with nothing but padding behind it keeps its type; otherwise all remaining bytes.
  if (scalars.size() == 1 && first.offset == offset && isa<IntegerType>(first.type))
    return IntegerType::get(context, 8 * cxx::getTypeSize(first.type));
  return IntegerType::get(context, 8 * std::min<uint64_t>(8, recordSize - offset));
}

RecordPassing costate::classifyRecord(cxx::RecordType type) {
  RecordPassing passing;
  SmallVector<ScalarInRecord> scalars;
  collectScalars(type, 0, scalars);
  bool unaligned = llvm::any_of(scalars, [](const ScalarInRecord &s) {
    return s.offset % cxx::getTypeAlignment(s.type) != 0 || cxx::getTypeSize(s.type) > 8;
  });
  if (type.getSize() > 16 || unaligned) {
    passing.inMemory = true;
    return passing;
  }
  for (uint64_t offset = 0; offset < type.getSize(); offset += 8) {
    SmallVector<ScalarInRecord> inside;
    for (const ScalarInRecord &scalar : scalars)
      if (scalar.offset >= offset && scalar.offset < offset + 8)
        inside.push_back(scalar);
    if (!inside.empty())
      passing.pieces.push_back({classifyEightbyte(inside, offset, type.getSize()), offset});
  }
  return passing;
}

static bool isVectorRegister(Type type) { return isa<FloatType, VectorType>(type); }

bool ArgumentRegisters::take(ArrayRef<RecordPiece> pieces) {
  unsigned neededVectors =
      llvm::count_if(pieces, [](const RecordPiece &piece) { return isVectorRegister(piece.type); });
  unsigned neededIntegers = pieces.size() - neededVectors;
  if (neededVectors > vectors || neededIntegers > integers)
    return false;
  vectors -= neededVectors;
  integers -= neededIntegers;
  return true;
}

bool ArgumentRegisters::take(Type scalar) { return take(RecordPiece{scalar, 0}); }
