// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// costate-translate: prints textual IR as C++. For tests and for developers; users never need it.

#include "costate/Target/Cpp/CppEmitter.h"

#include "mlir/Support/LLVM.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"

int main(int argc, char **argv) {
  costate::registerToCppTranslation();
  return mlir::failed(mlir::mlirTranslateMain(argc, argv, "costate translation driver"));
}
