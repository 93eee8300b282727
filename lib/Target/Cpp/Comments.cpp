// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The comment above a derivative: what it computes, and where it leaves it.

#include "ModuleContext.h"

#include "costate/Dialect/AD/AD.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

static llvm::StringRef getParameterName(func::FuncOp function, unsigned index) {
  auto name = function.getArgAttrOfType<StringAttr>(index, cxx::attr::name);
  return name ? name.getValue() : "";
}

/// The parameters with a suffix, joined: `x_dot, p_dot`.
static std::string listParameters(func::FuncOp function, llvm::StringRef suffix, bool objects) {
  SmallVector<std::string> names;
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    bool isAdjoint = function.getArgAttr(i, "ad.adjoint") != nullptr;
    llvm::StringRef name = getParameterName(function, i);
    if (name.ends_with(suffix) && isAdjoint == objects)
      names.push_back(name.str());
  }
  return llvm::join(names, ", ");
}

SmallVector<std::string> cpp::describeFunction(func::FuncOp function) {
  SmallVector<std::string> lines;
  if (auto comment = function->getAttrOfType<StringAttr>("cxx.comment")) {
    SmallVector<llvm::StringRef> parts;
    comment.getValue().split(parts, '\n');
    for (llvm::StringRef part : parts)
      lines.push_back(part.str());
    return lines;
  }
  auto mode = function->getAttrOfType<ad::ModeAttr>("ad.mode");
  if (!mode)
    return lines;
  std::string name = getFunctionName(function);
  llvm::StringRef primal = name;
  std::string of = primal.consume_back(("_" + ad::stringifyMode(mode.getValue())).str())
                       ? primal.str()
                       : "the function";
  switch (mode.getValue()) {
  case ad::Mode::Grad:
    lines.push_back("Returns the value of " + of + " and adds its gradient to " +
                    listParameters(function, "_bar", true) + ".");
    break;
  case ad::Mode::Vjp:
    lines.push_back("The adjoint of " + of + ": adds to " + listParameters(function, "_bar", true) +
                    " what a seed");
    lines.push_back("on its results contributes; seeds of what is overwritten are consumed.");
    break;
  case ad::Mode::Jvp:
    lines.push_back("Computes " + of + " and its derivative along " +
                    listParameters(function, "_dot", false) + ".");
    break;
  case ad::Mode::Hvp:
    lines.push_back("Adds to " + listParameters(function, "_hv", true) + " the Hessian of " + of +
                    " times " + listParameters(function, "_dot", false) + ".");
    break;
  }
  return lines;
}
