// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Driver/Options.h"

#include "llvm/ADT/StringSwitch.h"

using namespace costate::driver;

std::optional<Numerics> costate::driver::parseNumerics(llvm::StringRef text) {
  return llvm::StringSwitch<std::optional<Numerics>>(text)
      .Case("ieee", Numerics::Ieee)
      .Case("strong-zero", Numerics::StrongZero)
      .Case("checked", Numerics::Checked)
      .Default(std::nullopt);
}

llvm::StringRef costate::driver::getSpelling(Numerics numerics) {
  static constexpr llvm::StringRef spellings[] = {"ieee", "strong-zero", "checked"};
  return spellings[unsigned(numerics)];
}
