// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "costate/Support/Diagnostics.h"

#include "mlir/IR/Location.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

InFlightDiagnostic costate::emitRefusal(Location location, llvm::StringRef code,
                                        const llvm::Twine &message) {
  return emitError(location, message + " [costate-" + code + "]");
}

std::optional<FileLineColLoc> costate::findFilePosition(Location location) {
  return llvm::TypeSwitch<Location, std::optional<FileLineColLoc>>(location)
      .Case([](FileLineColLoc file) { return file; })
      .Case([](NameLoc name) { return findFilePosition(name.getChildLoc()); })
      .Case([](CallSiteLoc call) {
        auto callee = findFilePosition(call.getCallee());
        return callee ? callee : findFilePosition(call.getCaller());
      })
      .Case([](FusedLoc fused) -> std::optional<FileLineColLoc> {
        for (Location part : fused.getLocations())
          if (auto file = findFilePosition(part))
            return file;
        return std::nullopt;
      })
      .Default([](Location) { return std::nullopt; });
}

llvm::StringRef costate::findVariableName(Location location) {
  if (auto name = dyn_cast<NameLoc>(location))
    return name.getName();
  if (auto call = dyn_cast<CallSiteLoc>(location))
    return findVariableName(call.getCallee());
  if (auto fused = dyn_cast<FusedLoc>(location))
    for (Location part : fused.getLocations())
      if (llvm::StringRef found = findVariableName(part); !found.empty())
        return found;
  return "";
}
