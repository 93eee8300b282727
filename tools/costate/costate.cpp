// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command-line tool; everything is in lib/Driver.

#include "costate/Driver/Driver.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/InitLLVM.h"

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::SmallVector<const char *> arguments(argv + 1, argv + argc);
  return costate::driver::run(arguments);
}
