// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `--emit-cpp` for MLIR's translation driver.

#include "costate/Target/Cpp/CppEmitter.h"

#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "llvm/Support/CommandLine.h"

using namespace mlir;

void costate::registerToCppTranslation() {
  static llvm::cl::opt<bool> allFunctions(
      "emit-cpp-all", llvm::cl::desc("Print every function, not derivatives only"),
      llvm::cl::init(false));
  static TranslateFromMLIRRegistration registration(
      "emit-cpp", "print structured IR as C++",
      [](Operation *op, llvm::raw_ostream &os) -> LogicalResult {
        auto module = dyn_cast<ModuleOp>(op);
        if (!module)
          return op->emitError("expected a module");
        CppEmitterOptions options;
        options.allFunctions = allFunctions;
        return emitCpp(module, options, os);
      },
      [](DialectRegistry &registry) {
        registry.insert<func::FuncDialect, arith::ArithDialect, math::MathDialect, scf::SCFDialect,
                        ub::UBDialect, cxx::CxxDialect, ad::ADDialect>();
      });
}
