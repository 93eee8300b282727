// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// costate-opt: runs single passes over textual IR. For tests and for developers; users never need
// it.

#include "EmissionPasses.h"
#include "costate/Analysis/Passes.h"
#include "costate/Conversion/Passes.h"
#include "costate/Derivative/Passes.h"
#include "costate/Dialect/AD/AD.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Pipelines/Passes.h"
#include "costate/Pipelines/Pipelines.h"
#include "costate/Transforms/Passes.h"

#include "mlir/Conversion/ControlFlowToSCF/ControlFlowToSCF.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

static void registerUpstream(mlir::DialectRegistry &registry) {
  registry.insert<mlir::func::FuncDialect, mlir::cf::ControlFlowDialect, mlir::arith::ArithDialect,
                  mlir::math::MathDialect, mlir::scf::SCFDialect, mlir::ub::UBDialect,
                  mlir::LLVM::LLVMDialect>();
  mlir::func::registerInlinerExtension(registry);
  mlir::registerTransformsPasses();
  mlir::registerPass([] { return mlir::createLiftControlFlowToSCFPass(); });
}

static void registerOwn(mlir::DialectRegistry &registry) {
  registry.insert<costate::cxx::CxxDialect, costate::ad::ADDialect>();
  costate::registerEmissionPasses();
  costate::registerAnalysisPasses();
  costate::registerDerivativePasses();
  costate::registerTransformsPasses();
  costate::registerConversionPasses();
  costate::registerPipelines();
  costate::registerAll(registry);
}

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registerUpstream(registry);
  registerOwn(registry);
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "costate optimizer driver\n", registry));
}
