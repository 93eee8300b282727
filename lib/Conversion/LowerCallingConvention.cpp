// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signatures as C++ compilers call them, on `func` level: by-value and returned records in
// registers or memory, pairs of floats in one register, extension and aliasing attributes. Calls
// between functions of the module never pass records by value, so only definitions change.

#include "RecordPassing.h"
#include "costate/Conversion/Passes.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"

namespace costate {
#define GEN_PASS_DEF_LOWERCALLINGCONVENTION
#include "costate/Conversion/Passes.h.inc"
} // namespace costate

using namespace mlir;
using namespace costate;

namespace {

//===------------------------------ aliasing -----------------------------===//

/// Whether a pointer can be loaded from an object of this type.
bool holdsPointer(Type type, SmallPtrSetImpl<Type> &visited) {
  if (!visited.insert(type).second)
    return false;
  if (isa<cxx::PtrType>(type))
    return true;
  if (auto array = dyn_cast<cxx::ArrayType>(type))
    return holdsPointer(array.getElementType(), visited);
  if (auto record = dyn_cast<cxx::RecordType>(type))
    return llvm::any_of(record.getFields(), [&](const cxx::RecordField &field) {
      return holdsPointer(field.type, visited);
    });
  // What a void pointer points to is unknown; an object with a hidden pointer may be part of one
  // that holds pointers.
  return isa<NoneType, cxx::CodeType>(type);
}

bool pointsToPointers(Type type) {
  auto pointer = dyn_cast<cxx::PtrType>(type);
  SmallPtrSet<Type, 8> visited;
  return pointer && holdsPointer(pointer.getPointee(), visited);
}

/// The request promises that adjoints overlap nothing and that written arguments overlap no other
/// argument. That makes every pointer parameter `noalias`, as long as no other way leads to the
/// same memory: neither through a pointer that is kept in memory nor through a writable global.
bool mayAssumeDistinctArguments(func::FuncOp function) {
  if (!function->hasAttr(cxx::attr::derivative) || function->hasAttr("ad.may_alias"))
    return false;
  if (llvm::any_of(function.getArgumentTypes(), pointsToPointers))
    return false;
  bool touchesGlobal = false;
  // A called function may as well.
  if (function.walk([](func::CallOp) { return WalkResult::interrupt(); }).wasInterrupted())
    return false;
  // An object may be taken for a part of one that holds pointers.
  bool castsRecords = false;
  function.walk([&](cxx::CastOp op) {
    castsRecords |= isa<cxx::RecordType>(op.getSource().getType().getPointee()) &&
                    isa<cxx::RecordType>(op.getAddress().getType().getPointee());
  });
  if (castsRecords)
    return false;
  function.walk([&](cxx::AddressOfOp op) {
    auto global = SymbolTable::lookupNearestSymbolFrom<cxx::GlobalOp>(op, op.getGlobalAttr());
    touchesGlobal |= !global || !global.getConstant();
  });
  return !touchesGlobal;
}

//===------------------------------ signature ----------------------------===//

/// Rewrites one function. The old block arguments of records become local storage.
class SignatureLowering {
public:
  SignatureLowering(func::FuncOp function, bool records)
      : function(function), records(records), builder(function.getContext()) {}

  void run() {
    distinctArguments = mayAssumeDistinctArguments(function);
    lowerReturnedRecord();
    lowerArguments();
    lowerReturnedPair();
    setType();
  }

private:
  StringRef getPassing(unsigned index) {
    auto passing = function.getArgAttrOfType<StringAttr>(index, cxx::attr::passing);
    return passing && records ? passing.getValue() : StringRef();
  }
  static cxx::RecordType getRecord(Value address) {
    return dyn_cast<cxx::RecordType>(cast<cxx::PtrType>(address.getType()).getPointee());
  }

  Value createLocal(Value argument) {
    builder.setInsertionPointToStart(&entry());
    return cxx::AllocaOp::create(builder, argument.getLoc(), cast<cxx::PtrType>(argument.getType()),
                                 "", false);
  }

  /// The address of a piece inside a record, typed for loads and stores of `type`.
  Value createPieceAddress(Value record, uint64_t offset, Type type) {
    Location location = record.getLoc();
    auto bytePointer = cxx::PtrType::get(builder.getI8Type());
    Value bytes = cxx::CastOp::create(builder, location, bytePointer, record);
    Value distance =
        arith::ConstantOp::create(builder, location, builder.getI64IntegerAttr(offset));
    Value inside = cxx::OffsetOp::create(builder, location, bytePointer, bytes, distance);
    return cxx::CastOp::create(builder, location, cxx::PtrType::get(type), inside);
  }

  void storePiece(Value value, Value record, uint64_t offset) {
    Location location = record.getLoc();
    auto vector = dyn_cast<VectorType>(value.getType());
    if (!vector) {
      Value address = createPieceAddress(record, offset, value.getType());
      cxx::StoreOp::create(builder, location, value, address);
      return;
    }
    for (int64_t lane = 0; lane < 2; ++lane) {
      Value part =
          LLVM::ExtractElementOp::create(builder, location, value, createIndex(location, lane));
      storePiece(part, record, offset + 4 * lane);
    }
  }

  Value loadPiece(const RecordPiece &piece, Value record) {
    Location location = record.getLoc();
    if (!isa<VectorType>(piece.type)) {
      Value address = createPieceAddress(record, piece.offset, piece.type);
      return cxx::LoadOp::create(builder, location, piece.type, address);
    }
    Type single = builder.getF32Type();
    Value first = loadPiece({single, piece.offset}, record);
    Value second = loadPiece({single, piece.offset + 4}, record);
    return createFloatPair(location, first, second);
  }

  Value createIndex(Location location, int64_t lane) {
    return LLVM::ConstantOp::create(builder, location, builder.getI32IntegerAttr(lane));
  }
  Value createFloatPair(Location location, Value first, Value second) {
    Value pair =
        LLVM::PoisonOp::create(builder, location, VectorType::get({2}, builder.getF32Type()));
    pair = LLVM::InsertElementOp::create(builder, location, pair, first, createIndex(location, 0));
    return LLVM::InsertElementOp::create(builder, location, pair, second, createIndex(location, 1));
  }

  /// A returned record: `sret` in memory, or local storage whose pieces are returned.
  void lowerReturnedRecord() {
    if (function.getNumArguments() == 0 || getPassing(0) != "sret")
      return;
    BlockArgument argument = entry().getArgument(0);
    cxx::RecordType record = getRecord(argument);
    RecordPassing passing = classifyRecord(record);
    if (passing.inMemory) {
      returnsInMemory = true;
      return;
    }
    Value local = createLocal(argument);
    argument.replaceAllUsesWith(local);
    for (func::ReturnOp terminator : function.getOps<func::ReturnOp>()) {
      builder.setInsertionPoint(terminator);
      SmallVector<Value> pieces;
      for (const RecordPiece &piece : passing.pieces)
        pieces.push_back(loadPiece(piece, local));
      terminator.getOperandsMutable().assign(pieces);
    }
    eraseArgument(0);
  }

  void lowerArguments() {
    // Storage of unpacked arguments is created front to back, before everything else.
    for (unsigned index = 0; index < function.getNumArguments();) {
      if (getPassing(index) == "byval")
        index += lowerRecordArgument(index);
      else
        lowerScalarArgument(index++);
    }
  }

  void lowerScalarArgument(unsigned index) {
    BlockArgument argument = entry().getArgument(index);
    registers.take(argument.getType());
    if (index == 0 && returnsInMemory) {
      setInMemory(index, LLVM::LLVMDialect::getStructRetAttrName());
      function.setArgAttr(index, LLVM::LLVMDialect::getNoAliasAttrName(), builder.getUnitAttr());
      return;
    }
    auto name = function.getArgAttrOfType<StringAttr>(index, cxx::attr::name);
    bool isAdjoint =
        name && name.getValue().ends_with("_bar") && !pointsToPointers(argument.getType());
    bool mayAlias = function->hasAttr("ad.may_alias") || !function->hasAttr(cxx::attr::derivative);
    if (isa<cxx::PtrType>(argument.getType()) && !mayAlias && (distinctArguments || isAdjoint))
      function.setArgAttr(index, LLVM::LLVMDialect::getNoAliasAttrName(), builder.getUnitAttr());
  }

  void setInMemory(unsigned index, StringRef attribute) {
    cxx::RecordType record = getRecord(entry().getArgument(index));
    auto bytes = LLVM::LLVMArrayType::get(builder.getI8Type(), record.getSize());
    function.setArgAttr(index, attribute, TypeAttr::get(bytes));
    function.setArgAttr(index, LLVM::LLVMDialect::getAlignAttrName(),
                        builder.getI64IntegerAttr(std::max<uint64_t>(8, record.getAlignment())));
  }

  /// Returns how many arguments stand in place of this one.
  unsigned lowerRecordArgument(unsigned index) {
    BlockArgument argument = entry().getArgument(index);
    cxx::RecordType record = getRecord(argument);
    RecordPassing passing = classifyRecord(record);
    if (passing.inMemory || !registers.take(passing.pieces)) {
      setInMemory(index, LLVM::LLVMDialect::getByValAttrName());
      return 1;
    }
    Value local = createLocal(argument);
    argument.replaceAllUsesWith(local);
    builder.setInsertionPointAfter(local.getDefiningOp());
    unsigned next = index + 1;
    for (const RecordPiece &piece : passing.pieces) {
      (void)function.insertArgument(next, piece.type, DictionaryAttr::get(builder.getContext()),
                                    argument.getLoc());
      storePiece(entry().getArgument(next++), local, piece.offset);
    }
    eraseArgument(index);
    return passing.pieces.size();
  }

  void eraseArgument(unsigned index) { (void)function.eraseArgument(index); }

  /// std::pair<float, float>, what jvp of a float function returns, comes back in one register.
  void lowerReturnedPair() {
    auto results = function.getResultTypes();
    bool isFloatPair = results.size() == 2 && results[0].isF32() && results[1].isF32();
    if (!isFloatPair || !records || !function->hasAttr(cxx::attr::derivative))
      return;
    for (func::ReturnOp terminator : function.getOps<func::ReturnOp>()) {
      builder.setInsertionPoint(terminator);
      Value pair =
          createFloatPair(terminator.getLoc(), terminator.getOperand(0), terminator.getOperand(1));
      terminator.getOperandsMutable().assign(pair);
    }
  }

  void setType() {
    SmallVector<Type> results(function.getResultTypes());
    auto terminators = function.getOps<func::ReturnOp>();
    if (!terminators.empty())
      results.assign((*terminators.begin())->operand_type_begin(),
                     (*terminators.begin())->operand_type_end());
    auto type = FunctionType::get(function.getContext(), entry().getArgumentTypes(), results);
    function.setType(type);
    // Callers of small integers may rely on the extension; no assumption is made about arguments.
    for (auto [index, result] : llvm::enumerate(results))
      if (result.isInteger(1))
        function.setResultAttr(index, LLVM::LLVMDialect::getZExtAttrName(), builder.getUnitAttr());
  }

  Block &entry() { return function.getBody().front(); }

  func::FuncOp function;
  bool records;
  OpBuilder builder;
  ArgumentRegisters registers;
  bool distinctArguments = false;
  bool returnsInMemory = false;
};

//===----------------------------- attributes ----------------------------===//

/// C++ spelling and marks of earlier stages mean nothing to LLVM.
void dropSpelling(func::FuncOp function) {
  auto isOwn = [](NamedAttribute attribute) {
    return attribute.getName().strref().starts_with("cxx.") ||
           attribute.getName().strref().starts_with("ad.");
  };
  SmallVector<StringAttr> names;
  for (NamedAttribute attribute : function->getDiscardableAttrs())
    if (isOwn(attribute))
      names.push_back(attribute.getName());
  for (StringAttr name : names)
    function->removeAttr(name);
  for (unsigned index = 0; index < function.getNumArguments(); ++index) {
    SmallVector<NamedAttribute> kept;
    for (NamedAttribute attribute : function_interface_impl::getArgAttrs(function, index))
      if (!isOwn(attribute))
        kept.push_back(attribute);
    function.setArgAttrs(index, kept);
  }
}

struct LowerCallingConvention
    : public costate::impl::LowerCallingConventionBase<LowerCallingConvention> {
  using LowerCallingConventionBase::LowerCallingConventionBase;

  void runOnOperation() override {
    for (func::FuncOp function : getOperation().getOps<func::FuncOp>()) {
      if (!function.isExternal()) {
        SignatureLowering(function, records).run();
        if (function.isPrivate())
          function->setAttr("llvm.linkage",
                            LLVM::LinkageAttr::get(&getContext(), LLVM::Linkage::Internal));
      }
      dropSpelling(function);
    }
    SmallVector<StringAttr> names;
    for (NamedAttribute attribute : getOperation()->getDiscardableAttrs())
      if (attribute.getName().strref().starts_with("cxx."))
        names.push_back(attribute.getName());
    for (StringAttr name : names)
      getOperation()->removeAttr(name);
  }
};

} // namespace
