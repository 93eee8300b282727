// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The point of `costate check --at "x=1.5 p=1,2,3 n=3"`, and the program that checks there.

#ifndef COSTATE_LIB_DRIVER_CHECKPOINT_H
#define COSTATE_LIB_DRIVER_CHECKPOINT_H

#include "costate/Driver/Options.h"
#include "llvm/Support/Error.h"

namespace clang {
class FunctionDecl;
}

namespace costate::driver {

/// The numbers of one parameter, as C++ literals.
struct PointEntry {
  std::string name;
  std::vector<std::string> values;
};

/// Takes the text of --at apart: names, `=`, numbers with commas between them.
llvm::Expected<std::vector<PointEntry>> parsePoint(llvm::StringRef text);

/// The source of a program that checks the function at the point. An error says what does not fit.
llvm::Expected<std::string> writeCheckProgram(const clang::FunctionDecl *function,
                                              llvm::ArrayRef<PointEntry> point,
                                              const Options &options);

} // namespace costate::driver

#endif // COSTATE_LIB_DRIVER_CHECKPOINT_H
