// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Puts derivatives into clang's module before its optimizer sees it. Knows LLVM IR only.

#ifndef COSTATE_PLUGIN_LINKDERIVATIVES_H
#define COSTATE_PLUGIN_LINKDERIVATIVES_H

#include "llvm/IR/GlobalValue.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace llvm {
class Module;
}

namespace costate::plugin {

/// A function of the derivatives' module and what becomes of it in clang's module.
struct DerivativeSymbol {
  std::string name;
  std::string primal;
  /// The derivative replaces the body of a stub of the same name: it takes the stub's linkage and
  /// is dropped where clang did not emit the stub.
  bool replacesStub = false;
  /// Otherwise: its linkage.
  llvm::GlobalValue::LinkageTypes linkage = llvm::GlobalValue::ExternalLinkage;
};

/// Links `derived` into `host`; both live in one LLVMContext. Fails when a derivative's type
/// differs from what clang's own code calls.
llvm::Error linkDerivatives(llvm::Module &host, std::unique_ptr<llvm::Module> derived,
                            llvm::ArrayRef<DerivativeSymbol> symbols);

} // namespace costate::plugin

#endif // COSTATE_PLUGIN_LINKDERIVATIVES_H
