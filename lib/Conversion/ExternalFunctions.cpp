// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Declarations of external functions and string constants, added to the module on demand.

#include "LoweringPatterns.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace costate;

static void describe(LLVM::LLVMFuncOp function, FunctionKind kind) {
  MLIRContext *context = function.getContext();
  bool mayThrow = kind == FunctionKind::Opaque || kind == FunctionKind::Raise;
  if (!mayThrow)
    function.setNoUnwind(true);
  if (kind == FunctionKind::NoReturn || kind == FunctionKind::Raise)
    function.setPassthroughAttr(ArrayAttr::get(context, {StringAttr::get(context, "noreturn")}));
  if (kind != FunctionKind::PureMath)
    return;
  function.setWillReturn(true);
  using LLVM::ModRefInfo;
  SmallVector<ModRefInfo, 6> none(6, ModRefInfo::NoModRef);
  function.setMemoryEffectsAttr(LLVM::MemoryEffectsAttr::get(context, none));
}

LLVM::LLVMFuncOp costate::declareFunction(OpBuilder &builder, Operation *user, StringRef name,
                                          LLVM::LLVMFunctionType type, FunctionKind kind) {
  auto module = user->getParentOfType<ModuleOp>();
  if (Operation *existing = SymbolTable::lookupSymbolIn(module, name)) {
    auto function = dyn_cast<LLVM::LLVMFuncOp>(existing);
    if (function && function.getFunctionType() == type)
      return function;
    user->emitError("'") << name << "' is called here with another type than elsewhere";
    return nullptr;
  }
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(module.getBody());
  auto function = LLVM::LLVMFuncOp::create(builder, module.getLoc(), name, type);
  describe(function, kind);
  return function;
}

/// The constant of this text, if the module has it already.
static LLVM::GlobalOp findString(ModuleOp module, StringRef terminated) {
  for (auto global : module.getOps<LLVM::GlobalOp>()) {
    auto value = dyn_cast_if_present<StringAttr>(global.getValueOrNull());
    if (value && value.getValue() == terminated && global.getConstant() &&
        global.getSymName().starts_with("costate.string."))
      return global;
  }
  return nullptr;
}

Value costate::createStringLiteral(OpBuilder &builder, Operation *user, StringRef text) {
  auto module = user->getParentOfType<ModuleOp>();
  std::string terminated(text);
  terminated.push_back('\0');
  LLVM::GlobalOp global = findString(module, terminated);
  if (!global) {
    unsigned number = 0;
    std::string name;
    do
      name = "costate.string." + std::to_string(number++);
    while (SymbolTable::lookupSymbolIn(module, name));
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(module.getBody());
    auto type = LLVM::LLVMArrayType::get(builder.getI8Type(), terminated.size());
    global =
        LLVM::GlobalOp::create(builder, module.getLoc(), type, /*isConstant=*/true,
                               LLVM::Linkage::Internal, name, builder.getStringAttr(terminated));
  }
  return LLVM::AddressOfOp::create(builder, user->getLoc(), global);
}
