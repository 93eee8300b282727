// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the LLVM dialect to LLVM IR, and from there to files for a CPU.

#ifndef COSTATE_TARGET_LLVM_LLVMEMITTER_H
#define COSTATE_TARGET_LLVM_LLVMEMITTER_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <memory>
#include <string>

namespace costate {

/// Translates a module of the LLVM dialect (after `lowerToLLVM`). Null after an error that was
/// reported. The plugin hands over clang's own context and links the result into clang's module; no
/// triple or data layout is set.
std::unique_ptr<llvm::Module> translateToLLVMIR(mlir::ModuleOp module, llvm::LLVMContext &context);

enum class NativeKind { Object, Assembly, IR, Bitcode };

struct NativeOptions {
  /// "": the host's triple.
  std::string triple;
  /// "": generic; "native": the host's own.
  std::string cpu;
  std::string features;
  /// 0 to 3, as in clang.
  unsigned optimizationLevel = 2;
  /// Position-independent code, so that the object goes into shared libraries too.
  bool pic = true;
};

/// Optimizes and writes the module. The text of an error is meant for users.
llvm::Error emitNative(llvm::Module &module, NativeKind kind, const NativeOptions &options,
                       llvm::raw_pwrite_stream &out);

} // namespace costate

#endif // COSTATE_TARGET_LLVM_LLVMEMITTER_H
