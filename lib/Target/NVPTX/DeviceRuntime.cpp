// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls of library functions as CUDA's device runtime wants them.

#include "DeviceRuntime.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/IRBuilder.h"

using namespace costate;
using llvm::CallInst;
using llvm::Function;
using llvm::Value;

/// Why an operation cannot run on a device; "" if it can.
static llvm::StringRef getObstacle(mlir::Operation *op) {
  if (llvm::isa<cxx::ComplexFunctionOp>(op))
    return "functions and products of complex numbers are not supported on a GPU";
  if (llvm::isa<cxx::RsqrtEstimateOp, cxx::RcpEstimateOp>(op))
    return "estimates of the host's processor do not exist on a GPU";
  bool isExtended =
      llvm::any_of(op->getResultTypes(), [](mlir::Type type) { return type.isF80(); });
  return isExtended ? "'long double' does not exist on a GPU" : "";
}

mlir::LogicalResult costate::checkDeviceCalls(mlir::ModuleOp module) {
  auto missing = module.walk([&](mlir::Operation *op) {
    llvm::StringRef obstacle = getObstacle(op);
    if (obstacle.empty())
      return mlir::WalkResult::advance();
    emitRefusal(op->getLoc(), "unsupported-on-device", obstacle);
    return mlir::WalkResult::interrupt();
  });
  if (missing.wasInterrupted())
    return mlir::failure();
  auto result = module.walk([](cxx::InactiveCallOp call) {
    if (call.getCallee() == "printf" || call.getCallee() == "dprintf" ||
        call.getCallee() == "abort")
      return mlir::WalkResult::advance();
    emitRefusal(call.getLoc(), "unsupported-on-device",
                "'" + call.getCxxCallee() + "' cannot be called on a GPU");
    return mlir::WalkResult::interrupt();
  });
  return mlir::failure(result.wasInterrupted());
}

bool costate::isDeviceFunction(llvm::StringRef name) {
  return name == "malloc" || name == "free" || name == "vprintf" || name == "__assertfail";
}

//===-------------------------------- calls ------------------------------===//

static std::vector<CallInst *> collectCalls(Function &function) {
  std::vector<CallInst *> calls;
  for (llvm::User *user : function.users())
    if (auto *call = llvm::dyn_cast<CallInst>(user))
      calls.push_back(call);
  return calls;
}

/// printf(format, a, b) → vprintf(format, &{a, b}), the arguments at their natural alignment.
/// `position`: of the format.
static void replacePrintf(CallInst *call, unsigned position) {
  llvm::Module &module = *call->getModule();
  llvm::LLVMContext &context = module.getContext();
  llvm::IRBuilder<> builder(context);
  std::vector<Value *> values(call->arg_begin() + position + 1, call->arg_end());
  std::vector<llvm::Type *> types;
  for (Value *value : values)
    types.push_back(value->getType());
  Value *buffer = llvm::ConstantPointerNull::get(builder.getPtrTy());
  auto *layout = llvm::StructType::get(context, types);
  if (!values.empty()) {
    builder.SetInsertPoint(&call->getFunction()->getEntryBlock().front());
    buffer = builder.CreateAlloca(layout, nullptr, "printf_arguments");
  }
  builder.SetInsertPoint(call);
  for (auto [index, value] : llvm::enumerate(values))
    builder.CreateStore(value, builder.CreateStructGEP(layout, buffer, index));
  auto type = llvm::FunctionType::get(builder.getInt32Ty(),
                                      {builder.getPtrTy(), builder.getPtrTy()}, false);
  llvm::FunctionCallee callee = module.getOrInsertFunction("vprintf", type);
  Value *result = builder.CreateCall(callee, {call->getArgOperand(position), buffer});
  call->replaceAllUsesWith(result);
  call->eraseFromParent();
}

/// __assert_fail(text, file, line, function) → __assertfail(text, file, line, function, 1)
static void replaceAssertion(CallInst *call) {
  llvm::IRBuilder<> builder(call);
  std::vector<Value *> arguments(call->args().begin(), call->args().end());
  arguments.push_back(builder.getInt64(1));
  std::vector<llvm::Type *> types;
  for (Value *argument : arguments)
    types.push_back(argument->getType());
  auto type = llvm::FunctionType::get(builder.getVoidTy(), types, false);
  builder.CreateCall(call->getModule()->getOrInsertFunction("__assertfail", type), arguments);
  call->eraseFromParent();
}

static void replaceAbort(CallInst *call) {
  llvm::IRBuilder<> builder(call);
  builder.CreateIntrinsic(llvm::Intrinsic::trap, llvm::ArrayRef<llvm::Type *>(), {});
  call->eraseFromParent();
}

/// calloc(n, size) → memset(malloc(n * size), 0). Null stays null.
static void replaceCalloc(CallInst *call) {
  llvm::Module &module = *call->getModule();
  llvm::IRBuilder<> builder(call);
  Value *bytes = builder.CreateMul(call->getArgOperand(0), call->getArgOperand(1));
  auto type = llvm::FunctionType::get(builder.getPtrTy(), {builder.getInt64Ty()}, false);
  Value *address = builder.CreateCall(module.getOrInsertFunction("malloc", type), {bytes});
  Value *isNull = builder.CreateIsNull(address);
  Value *filled = builder.CreateSelect(isNull, builder.getInt64(0), bytes);
  builder.CreateMemSet(address, builder.getInt8(0), filled, llvm::MaybeAlign());
  call->replaceAllUsesWith(address);
  call->eraseFromParent();
}

/// Same arguments, other name.
static void renameCalls(Function &function, llvm::StringRef name) {
  llvm::FunctionCallee callee =
      function.getParent()->getOrInsertFunction(name, function.getFunctionType());
  function.replaceAllUsesWith(callee.getCallee());
}

static void mapFunction(Function &function) {
  llvm::StringRef name = function.getName();
  auto replace = llvm::StringSwitch<void (*)(CallInst *)>(name)
                     .Case(
                         "printf", +[](CallInst *call) { replacePrintf(call, 0); })
                     .Case(
                         "dprintf", +[](CallInst *call) { replacePrintf(call, 1); })
                     .Case("__assert_fail", replaceAssertion)
                     .Case("abort", replaceAbort)
                     .Case("calloc", replaceCalloc)
                     .Default(nullptr);
  if (replace) {
    for (CallInst *call : collectCalls(function))
      replace(call);
    return;
  }
  llvm::StringRef renamed = llvm::StringSwitch<llvm::StringRef>(name)
                                .Cases({"_Znwm", "_Znam"}, "malloc")
                                .Cases({"_ZdlPv", "_ZdaPv"}, "free")
                                .Default("");
  if (!renamed.empty())
    renameCalls(function, renamed);
}

void costate::mapRuntimeCalls(llvm::Module &module) {
  std::vector<Function *> declared;
  for (Function &function : module)
    if (function.isDeclaration())
      declared.push_back(&function);
  for (Function *function : declared) {
    mapFunction(*function);
    if (function->use_empty() && function->isDeclaration())
      function->eraseFromParent();
  }
}
