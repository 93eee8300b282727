// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes from differentiated IR to the LLVM dialect. Their order is written in CxxToLLVM.h's pipeline.

#ifndef COSTATE_CONVERSION_PASSES
#define COSTATE_CONVERSION_PASSES

include "mlir/Pass/PassBase.td"

def LowerTapes : Pass<"lower-tapes", "::mlir::ModuleOp"> {
  let summary = "Turn symbolic tapes into arrays that grow geometrically";
  let description = [{
    A tape becomes a pointer, a size and a capacity in local storage, which LLVM keeps in registers.
    Growing calls one internal function per module; when memory runs out, that function says so and
    aborts. `cxx.alloc` with the attribute `ad.checked` aborts in the same way instead of giving null.

    Afterwards no `ad.tape_*` operation is left.
  }];
  let options = [
    Option<"device", "device", "bool", "false", "for a GPU: no realloc, no message">];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::func::FuncDialect",
                           "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect"];
}

def LowerSpecialFunctions : Pass<"lower-special-functions", "::mlir::ModuleOp"> {
  let summary = "Turn digamma, trigamma and std::hypot(x, y, z) into calls of internal functions";
  let description = [{
    The functions are added to the module on demand. They compute what costate/runtime.hpp and libstdc++
    compute, bit for bit.
  }];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::func::FuncDialect",
                           "::mlir::scf::SCFDialect", "::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect"];
}

def LowerCallingConvention : Pass<"lower-calling-convention", "::mlir::ModuleOp"> {
  let summary = "Give functions the signature that a C++ compiler expects on x86-64 (System V)";
  let description = [{
    By-value and returned records go into registers or memory as the psABI says, a pair of floats
    comes back in one register. Pointer parameters of derivatives become `noalias` where the contract
    of the request allows it (docs/Dialects/AD/Rationale.md). C++ spelling attributes are dropped.
  }];
  let options = [
    Option<"records", "records", "bool", "true", "lower record arguments and results too">];
  let dependentDialects = ["::costate::cxx::CxxDialect", "::mlir::func::FuncDialect",
                           "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect"];
}

def ConvertCxxToLLVM : Pass<"convert-cxx-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Convert func, cf, arith, math, ub and cxx to the LLVM dialect";
  let description = [{
    Everything at once, since all need the same type conversion. An operation that has no lowering is
    an error at its location. Assumes that `scf` and `ad` operations are gone.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif // COSTATE_CONVERSION_PASSES
