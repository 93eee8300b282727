// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Batch kernels in LLVM IR:
//   void f_grad_batch(long count, <parameters>, <one array per result, or null>)
//   { long point = blockIdx.x * blockDim.x + threadIdx.x;
//     if (point < count) result[point] = f_grad(x[point], p + point * p_stride, n, ...); }

#include "BatchKernel.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicsNVPTX.h"

using namespace costate;

//===------------------------------- the plan ----------------------------===//

/// `ns::f_grad` as a name that a host program can ask a CUDA module for.
static std::string makeKernelName(mlir::func::FuncOp function, llvm::StringSet<> &taken) {
  auto qualified = function->getAttrOfType<mlir::StringAttr>(cxx::attr::qualifiedName);
  llvm::StringRef source = qualified ? qualified.getValue() : function.getSymName();
  std::string name;
  for (char c : source) {
    if (llvm::isAlnum(c) || c == '_')
      name.push_back(c);
    else if (!name.empty() && name.back() != '_')
      name.push_back('_');
  }
  name += "_batch";
  if (!taken.insert(name).second)
    name = function.getSymName().str() + "_batch"; // overloads
  taken.insert(name);
  return name;
}

static BatchParameter planParameter(mlir::func::FuncOp function, unsigned index) {
  mlir::Type type = function.getArgumentTypes()[index];
  auto name = function.getArgAttrOfType<mlir::StringAttr>(index, cxx::attr::name);
  BatchParameter parameter;
  parameter.name = name ? name.getValue().str() : "argument" + std::to_string(index);
  if (auto pointer = llvm::dyn_cast<cxx::PtrType>(type)) {
    parameter.kind = BatchParameter::Kind::Strided;
    auto record = llvm::dyn_cast<cxx::RecordType>(pointer.getPointee());
    bool unknown = record && !record.isComplete();
    parameter.objectSize = unknown ? 1 : cxx::getTypeSize(pointer.getPointee());
  } else {
    parameter.kind = llvm::isa<mlir::FloatType>(type) ? BatchParameter::Kind::PerPoint
                                                      : BatchParameter::Kind::Shared;
  }
  return parameter;
}

std::vector<BatchKernel> costate::planBatchKernels(mlir::ModuleOp module) {
  std::vector<BatchKernel> kernels;
  llvm::StringSet<> taken;
  for (auto function : module.getOps<mlir::func::FuncOp>()) {
    if (!function->hasAttr(cxx::attr::derivative) || function.isExternal())
      continue;
    BatchKernel kernel;
    kernel.function = function.getSymName().str();
    kernel.kernel = makeKernelName(function, taken);
    for (unsigned index = 0; index < function.getNumArguments(); ++index)
      kernel.parameters.push_back(planParameter(function, index));
    kernels.push_back(std::move(kernel));
  }
  return kernels;
}

//===------------------------------ the kernel ---------------------------===//

namespace {

class KernelBuilder {
public:
  KernelBuilder(llvm::Module &module, const BatchKernel &plan)
      : module(module), plan(plan), derivative(*module.getFunction(plan.function)),
        builder(module.getContext()) {}

  void run() {
    createDeclaration();
    llvm::LLVMContext &context = module.getContext();
    auto *entry = llvm::BasicBlock::Create(context, "entry", kernel);
    auto *body = llvm::BasicBlock::Create(context, "body", kernel);
    auto *end = llvm::BasicBlock::Create(context, "end", kernel);
    builder.SetInsertPoint(entry);
    point = createPointIndex();
    llvm::Value *inside = builder.CreateICmpSLT(point, kernel->getArg(0), "inside");
    builder.CreateCondBr(inside, body, end);
    builder.SetInsertPoint(body);
    createCall(end);
    builder.SetInsertPoint(end);
    builder.CreateRetVoid();
  }

private:
  std::vector<llvm::Type *> getResultTypes() const {
    llvm::Type *type = derivative.getReturnType();
    if (auto *results = llvm::dyn_cast<llvm::StructType>(type))
      return {results->element_begin(), results->element_end()};
    if (type->isVoidTy())
      return {};
    return {type};
  }

  void createDeclaration() {
    llvm::Type *pointer = builder.getPtrTy(), *i64 = builder.getInt64Ty();
    std::vector<llvm::Type *> types = {i64};
    std::vector<std::string> names = {"count"};
    for (auto [parameter, argument] : llvm::zip_equal(plan.parameters, derivative.args())) {
      names.push_back(parameter.name);
      bool isShared = parameter.kind == BatchParameter::Kind::Shared;
      types.push_back(isShared ? argument.getType() : pointer);
      if (parameter.kind != BatchParameter::Kind::Strided)
        continue;
      types.push_back(i64);
      names.push_back(parameter.name + "_stride");
    }
    for (size_t index = 0; index < getResultTypes().size(); ++index) {
      types.push_back(pointer);
      names.push_back("result" + std::to_string(index));
    }
    auto *type = llvm::FunctionType::get(builder.getVoidTy(), types, false);
    kernel = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, plan.kernel, module);
    kernel->setCallingConv(llvm::CallingConv::PTX_Kernel);
    kernel->setDoesNotThrow();
    for (auto [argument, name] : llvm::zip_equal(kernel->args(), names))
      argument.setName(name);
  }

  llvm::Value *createPointIndex() {
    llvm::Type *i64 = builder.getInt64Ty();
    auto read = [&](llvm::Intrinsic::ID id) {
      return builder.CreateZExt(builder.CreateIntrinsic(id, llvm::ArrayRef<llvm::Type *>(), {}),
                                i64);
    };
    llvm::Value *block = read(llvm::Intrinsic::nvvm_read_ptx_sreg_ctaid_x);
    llvm::Value *size = read(llvm::Intrinsic::nvvm_read_ptx_sreg_ntid_x);
    llvm::Value *thread = read(llvm::Intrinsic::nvvm_read_ptx_sreg_tid_x);
    return builder.CreateAdd(builder.CreateMul(block, size), thread, "point");
  }

  /// Calls the derivative at this thread's point, and goes on to `end`.
  void createCall(llvm::BasicBlock *end) {
    std::vector<llvm::Value *> arguments;
    unsigned next = 1;
    for (auto [parameter, argument] : llvm::zip_equal(plan.parameters, derivative.args())) {
      llvm::Value *given = kernel->getArg(next++);
      switch (parameter.kind) {
      case BatchParameter::Kind::Shared:
        arguments.push_back(given);
        break;
      case BatchParameter::Kind::PerPoint: {
        llvm::Type *type = argument.getType();
        arguments.push_back(builder.CreateLoad(type, builder.CreateGEP(type, given, point)));
        break;
      }
      case BatchParameter::Kind::Strided: {
        llvm::Value *objects = builder.CreateMul(point, kernel->getArg(next++));
        llvm::Value *bytes = builder.CreateMul(objects, builder.getInt64(parameter.objectSize));
        arguments.push_back(builder.CreateGEP(builder.getInt8Ty(), given, bytes));
        break;
      }
      }
    }
    llvm::CallInst *call = builder.CreateCall(&derivative, arguments);
    // Only inside of the kernel is it known that pointers lead to global memory.
    call->addFnAttr(llvm::Attribute::AlwaysInline);
    std::vector<llvm::Type *> results = getResultTypes();
    for (size_t index = 0; index < results.size(); ++index) {
      llvm::Value *value = derivative.getReturnType()->isStructTy()
                               ? builder.CreateExtractValue(call, index)
                               : static_cast<llvm::Value *>(call);
      createResultStore(value, kernel->getArg(next++));
    }
    builder.CreateBr(end);
  }

  /// if (array) array[point] = value
  void createResultStore(llvm::Value *value, llvm::Value *array) {
    llvm::LLVMContext &context = module.getContext();
    auto *store = llvm::BasicBlock::Create(context, "store", kernel);
    auto *next = llvm::BasicBlock::Create(context, "next", kernel);
    builder.CreateCondBr(builder.CreateIsNotNull(array), store, next);
    builder.SetInsertPoint(store);
    llvm::Type *type = value->getType()->isIntegerTy(1) ? builder.getInt8Ty() : value->getType();
    llvm::Value *stored = type == value->getType() ? value : builder.CreateZExt(value, type);
    builder.CreateStore(stored, builder.CreateGEP(type, array, point));
    builder.CreateBr(next);
    builder.SetInsertPoint(next);
  }

  llvm::Module &module;
  const BatchKernel &plan;
  llvm::Function &derivative;
  llvm::IRBuilder<> builder;
  llvm::Function *kernel = nullptr;
  llvm::Value *point = nullptr;
};

} // namespace

void costate::buildBatchKernel(llvm::Module &module, const BatchKernel &plan) {
  KernelBuilder(module, plan).run();
}
