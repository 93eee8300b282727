// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command-line tool; everything is in lib/Driver.

#include "costate/Driver/Driver.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/PrettyStackTrace.h"

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::setBugReportMsg(
      "costate: internal error; please report this with the command and its input\n");
  llvm::SmallVector<const char *> arguments(argv + 1, argv + argc);
  return costate::driver::run(arguments);
}
