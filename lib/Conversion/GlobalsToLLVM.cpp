// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Globals. Constants are embedded as bytes, which LLVM folds loads from; what can change is only
// ever referred to, because a second definition would be a second object.

#include "LoweringPatterns.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/APFloat.h"

using namespace mlir;
using namespace costate;

/// Writes the low bytes of an integer, little end first.
static void writeInteger(const APInt &value, uint64_t offset, uint64_t size, std::string &bytes) {
  APInt wide = value.zextOrTrunc(8 * size);
  for (uint64_t index = 0; index < size; ++index)
    bytes[offset + index] = static_cast<char>(wide.extractBitsAsZExtValue(8, 8 * index));
}

/// Writes the initial value of an object at `offset`; fails for what bytes cannot say.
static LogicalResult writeInitial(Attribute initial, Type type, uint64_t offset,
                                  std::string &bytes) {
  if (auto integer = dyn_cast<IntegerAttr>(initial)) {
    // A pointer's only constant is null.
    if (isa<cxx::PtrType>(type) && !integer.getValue().isZero())
      return failure();
    writeInteger(integer.getValue(), offset, cxx::getTypeSize(type), bytes);
    return success();
  }
  if (auto real = dyn_cast<FloatAttr>(initial)) {
    writeInteger(real.getValue().bitcastToAPInt(), offset, cxx::getTypeSize(type), bytes);
    return success();
  }
  if (auto text = dyn_cast<StringAttr>(initial)) {
    if (text.size() > cxx::getTypeSize(type))
      return failure();
    std::copy(text.begin(), text.end(), bytes.begin() + offset);
    return success();
  }
  auto parts = dyn_cast<ArrayAttr>(initial);
  if (!parts)
    return failure();
  for (auto [index, part] : llvm::enumerate(parts)) {
    Type partType;
    uint64_t partOffset;
    if (auto record = dyn_cast<cxx::RecordType>(type)) {
      if (index >= record.getFields().size())
        return failure();
      partType = record.getFields()[index].type;
      partOffset = record.getFields()[index].offset;
    } else if (auto array = dyn_cast<cxx::ArrayType>(type)) {
      if (index >= array.getSize())
        return failure();
      partType = array.getElementType();
      partOffset = index * cxx::getTypeSize(partType);
    } else {
      return failure();
    }
    if (failed(writeInitial(part, partType, offset + partOffset, bytes)))
      return failure();
  }
  return success();
}

/// Constants with a known value are embedded; everything else is referred to.
static bool isEmbedded(cxx::GlobalOp op) { return op.getConstant() && op.getInitial(); }

static LogicalResult checkGlobal(cxx::GlobalOp op) {
  if (!isEmbedded(op)) {
    if (!op.getInternal())
      return success();
    return emitRefusal(op.getLoc(), "unsupported-global",
                       "the static variable '" + op.getCxxName() +
                           "' cannot be reached from outside of its translation unit");
  }
  std::string bytes(cxx::getTypeSize(op.getType()), '\0');
  if (failed(writeInitial(*op.getInitial(), op.getType(), 0, bytes)))
    return emitRefusal(op.getLoc(), "unsupported-global",
                       "the initial value of '" + op.getCxxName() + "' holds addresses");
  return success();
}

/// The users are collected once for all globals: walking the module for each takes longer than the
/// rest of the lowering where there are many.
LogicalResult costate::checkGlobals(ModuleOp module) {
  SymbolTableCollection tables;
  SymbolUserMap users(tables, module);
  DenseSet<Operation *> erased;
  for (auto global : llvm::make_early_inc_range(module.getOps<cxx::GlobalOp>())) {
    bool isUsed = llvm::any_of(users.getUsers(global),
                               [&](Operation *user) { return !erased.contains(user); });
    if (!isUsed) {
      erased.insert(global);
      global.erase();
    } else if (failed(checkGlobal(global))) {
      return failure();
    }
  }
  return success();
}

namespace {

struct GlobalLowering : public ConvertOpToLLVMPattern<cxx::GlobalOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::GlobalOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    bool embed = isEmbedded(op);
    uint64_t size = cxx::getTypeSize(op.getType());
    auto type = LLVM::LLVMArrayType::get(rewriter.getI8Type(), size);
    Attribute value;
    if (embed) {
      std::string bytes(size, '\0');
      if (failed(writeInitial(*op.getInitial(), op.getType(), 0, bytes)))
        return failure();
      value = rewriter.getStringAttr(bytes);
    }
    auto linkage = embed ? LLVM::Linkage::Internal : LLVM::Linkage::External;
    rewriter.replaceOpWithNewOp<LLVM::GlobalOp>(op, type, op.getConstant(), linkage,
                                                op.getSymName(), value,
                                                cxx::getTypeAlignment(op.getType()));
    return success();
  }
};

struct AddressOfLowering : public ConvertOpToLLVMPattern<cxx::AddressOfOp> {
  using ConvertOpToLLVMPattern::ConvertOpToLLVMPattern;

  LogicalResult matchAndRewrite(cxx::AddressOfOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(op, LLVM::LLVMPointerType::get(getContext()),
                                                   op.getGlobalAttr());
    return success();
  }
};

} // namespace

void costate::populateGlobalPatterns(LLVMTypeConverter &converter, RewritePatternSet &patterns) {
  patterns.add<GlobalLowering, AddressOfLowering>(converter);
}
