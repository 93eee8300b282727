// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Output as C++: what the printer cannot know, the banner and the spelling of the input's include.

#include "EmissionKinds.h"
#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Target/Cpp/CppEmitter.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;
using namespace costate::driver;
using llvm::LogicalResult;

/// First lines of an emitted file: who made it and from what, without anything that changes between
/// machines or days.
static std::vector<std::string> makeBanner(const Options &options) {
  static constexpr llvm::StringRef modes[] = {"grad", "jvp", "vjp", "hvp", "build"};
  std::string command = "costate " + modes[int(options.command)].str() + " " +
                        llvm::sys::path::filename(options.inputFile).str();
  for (const std::string &function : options.functions)
    command +=
        " --function " + (llvm::StringRef(function).find_first_of(" ()<>") == llvm::StringRef::npos
                              ? function
                              : "\"" + function + "\"");
  if (!options.wrt.empty())
    command += " --wrt " + llvm::join(options.wrt, ",");
  if (options.mayAlias)
    command += " --may-alias";
  if (options.inlineLimit)
    command += " --inline-limit=" + std::to_string(*options.inlineLimit);
  if (options.numerics != Numerics::Ieee)
    command += " --numerics=" + getSpelling(options.numerics).str();
  return {"Made by costate; do not edit. The command was:", "  " + command};
}

/// How a file in the folder of \p output includes \p header: relative, without the names of folders
/// that differ between machines.
static std::string spellInclude(llvm::StringRef header, llvm::StringRef output) {
  llvm::SmallString<128> from(output), to(header);
  llvm::sys::fs::make_absolute(from);
  llvm::sys::fs::make_absolute(to);
  llvm::sys::path::remove_dots(from, /*remove_dot_dot=*/true);
  llvm::sys::path::remove_dots(to, /*remove_dot_dot=*/true);
  if (!output.empty())
    llvm::sys::path::remove_filename(from);
  llvm::SmallVector<llvm::StringRef> folders(llvm::sys::path::begin(from),
                                             llvm::sys::path::end(from));
  llvm::SmallVector<llvm::StringRef> parts(llvm::sys::path::begin(to), llvm::sys::path::end(to));
  size_t common = 0;
  while (common < folders.size() && common + 1 < parts.size() && folders[common] == parts[common])
    common++;
  if (common <= 1) // only the root
    return llvm::sys::path::filename(header).str();
  llvm::SmallString<128> spelled;
  for (size_t i = common; i < folders.size(); i++)
    llvm::sys::path::append(spelled, "..");
  for (size_t i = common; i < parts.size(); i++)
    llvm::sys::path::append(spelled, parts[i]);
  return spelled.str().str();
}

static void spellIncludeOfInput(mlir::ModuleOp module, const Options &options) {
  auto includes = module->getAttrOfType<mlir::ArrayAttr>(cxx::attr::includes);
  if (!includes)
    return;
  llvm::SmallVector<mlir::Attribute> spelled;
  for (auto line : includes.getAsRange<mlir::StringAttr>()) {
    llvm::StringRef name = line.getValue();
    bool isInput = name.consume_front("\"") && name.consume_back("\"") &&
                   llvm::sys::fs::equivalent(name, options.inputFile);
    spelled.push_back(isInput
                          ? mlir::StringAttr::get(
                                module.getContext(),
                                "\"" + spellInclude(options.inputFile, options.outputFile) + "\"")
                          : line);
  }
  module->setAttr(cxx::attr::includes, mlir::ArrayAttr::get(module.getContext(), spelled));
}

LogicalResult driver::emitCppText(Derivation &derivation, const Options &options,
                                  std::string &content) {
  CppEmitterOptions emitterOptions;
  emitterOptions.banner = makeBanner(options);
  spellIncludeOfInput(derivation.getModule(), options);
  llvm::raw_string_ostream out(content);
  return emitCpp(derivation.getModule(), emitterOptions, out);
}
