// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls that no derivative flows through, and assertions.

#include "LoweringPatterns.h"
#include "RecordPassing.h"

using namespace mlir;
using namespace costate;

namespace {

/// Objects that a call of a function of unknown body passes or returns in registers.
class Passing {
public:
  Passing(const LLVMTypeConverter &types, cxx::InactiveCallOp op, DictionaryAttr how,
          OpBuilder &builder)
      : types(types), op(op), how(how), builder(builder) {}

  /// Adds what is passed for an operand.
  bool add(unsigned index, Value argument, SmallVectorImpl<Value> &operands) {
    if (!isDirect(index)) {
      operands.push_back(argument);
      return true;
    }
    RecordPassing passing = classify(index);
    bool isResult = index == 0 && how.contains("result");
    if (isResult && passing.inMemory) {
      operands.push_back(argument);
      return true;
    }
    if (isResult) {
      destination = argument;
      pieces = passing.pieces;
      return true;
    }
    if (passing.inMemory) {
      (void)op.emitError("internal: an object that is passed on the stack");
      return false;
    }
    for (const RecordPiece &piece : passing.pieces)
      operands.push_back(LLVM::LoadOp::create(builder, op.getLoc(), convert(piece.type),
                                              getAddress(argument, piece.offset)));
    return true;
  }

  Type getResult() const {
    SmallVector<Type> parts;
    for (const RecordPiece &piece : pieces)
      parts.push_back(convert(piece.type));
    if (parts.empty())
      return LLVM::LLVMVoidType::get(builder.getContext());
    if (parts.size() == 1)
      return parts.front();
    return LLVM::LLVMStructType::getLiteral(builder.getContext(), parts);
  }

  void storeResult(LLVM::CallOp call) {
    for (auto [index, piece] : llvm::enumerate(pieces)) {
      Value value = call.getResult();
      if (pieces.size() > 1)
        value = LLVM::ExtractValueOp::create(builder, op.getLoc(), value, index);
      LLVM::StoreOp::create(builder, op.getLoc(), value, getAddress(destination, piece.offset));
    }
  }

private:
  bool isDirect(unsigned index) const {
    auto direct = how ? how.getAs<DenseI32ArrayAttr>("direct") : DenseI32ArrayAttr();
    return direct && llvm::is_contained(direct.asArrayRef(), static_cast<int32_t>(index));
  }
  RecordPassing classify(unsigned index) const {
    auto pointer = cast<cxx::PtrType>(op.getArguments()[index].getType());
    return classifyRecord(cast<cxx::RecordType>(pointer.getPointee()));
  }
  Type convert(Type type) const { return isa<VectorType>(type) ? type : types.convertType(type); }
  Value getAddress(Value object, uint64_t offset) const {
    if (offset == 0)
      return object;
    return LLVM::GEPOp::create(builder, op.getLoc(), object.getType(), builder.getI8Type(), object,
                               ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(offset)});
  }

  const LLVMTypeConverter &types;
  mutable cxx::InactiveCallOp op;
  DictionaryAttr how;
  OpBuilder &builder;
  Value destination;
  SmallVector<RecordPiece, 2> pieces;
};

/// The hidden pointer leads to a table that knows how far away the virtual base is.
struct VirtualBaseLowering : public ConvertOpToLLVMPattern<cxx::VirtualBaseOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::VirtualBaseOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    Value object = adaptor.getObject();
    Type pointer = object.getType(), byte = rewriter.getI8Type();
    Value table = LLVM::LoadOp::create(rewriter, location, pointer, object);
    Value place = LLVM::GEPOp::create(rewriter, location, pointer, byte, table,
                                      ArrayRef<LLVM::GEPArg>{static_cast<int32_t>(op.getPlace())});
    Value distance = LLVM::LoadOp::create(rewriter, location, rewriter.getI64Type(), place);
    rewriter.replaceOpWithNewOp<LLVM::GEPOp>(op, pointer, byte, object,
                                             ArrayRef<LLVM::GEPArg>{distance});
    return success();
  }
};

struct InactiveCallLowering : public ConvertOpToLLVMPattern<cxx::InactiveCallOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::InactiveCallOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    auto how = op->getAttrOfType<DictionaryAttr>(cxx::attr::opaque);
    Passing passing(*getTypeConverter(), op, how, rewriter);
    SmallVector<Value> operands;
    SmallVector<Type> parameters;
    int32_t variadicFrom = op.getVariadicFrom();
    for (auto [index, argument] : llvm::enumerate(adaptor.getArguments())) {
      size_t before = operands.size();
      if (!passing.add(index, argument, operands))
        return failure();
      if (variadicFrom < 0 || static_cast<int32_t>(index) < variadicFrom)
        for (Value operand : llvm::drop_begin(operands, before))
          parameters.push_back(operand.getType());
    }
    Type result = passing.getResult();
    if (op.getNumResults() == 1)
      result = getTypeConverter()->convertType(op.getResult(0).getType());
    if (op.getNumResults() > 1 || !result)
      return rewriter.notifyMatchFailure(op, "one scalar result at most");
    auto type = LLVM::LLVMFunctionType::get(result, parameters, variadicFrom >= 0);
    FunctionKind kind = op.getNoreturn() ? FunctionKind::NoReturn : FunctionKind::Opaque;
    LLVM::LLVMFuncOp function = declareFunction(rewriter, op, op.getCallee(), type, kind);
    if (!function)
      return failure();
    auto call = LLVM::CallOp::create(rewriter, location, function, operands);
    passing.storeResult(call);
    rewriter.replaceOp(op, op.getNumResults() ? call.getResults() : ValueRange());
    return success();
  }
};

/// assert(c)  →  if (!c) __assert_fail(...), which does not return.
struct AssertLowering : public ConvertOpToLLVMPattern<cxx::AssertOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::AssertOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location location = op.getLoc();
    auto pointer = LLVM::LLVMPointerType::get(getContext());
    auto type = LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(getContext()),
                                            {pointer, pointer, rewriter.getI32Type(), pointer});
    LLVM::LLVMFuncOp function =
        declareFunction(rewriter, op, "__assert_fail", type, FunctionKind::NoReturn);
    if (!function)
      return failure();

    Block *before = op->getBlock();
    Block *after = rewriter.splitBlock(before, op->getIterator());
    Block *failed = rewriter.createBlock(after);
    Value expression = createStringLiteral(rewriter, op, op.getExpression());
    Value file = createStringLiteral(rewriter, op, op.getFile());
    Value line = LLVM::ConstantOp::create(rewriter, location, op.getLineAttr());
    Value name = createStringLiteral(rewriter, op, op.getFunction());
    LLVM::CallOp::create(rewriter, location, function, ValueRange{expression, file, line, name});
    LLVM::UnreachableOp::create(rewriter, location);

    rewriter.setInsertionPointToEnd(before);
    LLVM::CondBrOp::create(rewriter, location, adaptor.getCondition(), after, ValueRange{}, failed,
                           ValueRange{});
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void costate::populateCallPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<InactiveCallLowering, VirtualBaseLowering, AssertLowering>(converter);
}
