// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Paths are found relative to the running program first, so that an installed tree can be moved;
// what the configuration found is the fallback.

#include "costate/Driver/Toolchain.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

using namespace costate;
namespace path = llvm::sys::path;

std::string driver::getVersionText() {
  return std::string("costate ") + COSTATE_VERSION + " (LLVM " + LLVM_VERSION_STRING + ")";
}

std::string driver::getClangProgram(bool isCxx) {
  return std::string(COSTATE_LLVM_BIN) + (isCxx ? "/clang++" : "/clang");
}

std::string driver::getResourceDirectory() {
  std::string folder = COSTATE_CLANG_RESOURCE_DIR;
  return llvm::sys::fs::is_directory(folder) ? folder : std::string();
}

/// A path below the folder that holds this program's `bin`.
static llvm::SmallString<128> getInstalled(llvm::StringRef relative) {
  static int anchor;
  std::string program = llvm::sys::fs::getMainExecutable(nullptr, &anchor);
  llvm::SmallString<128> installed(path::parent_path(path::parent_path(program)));
  path::append(installed, relative);
  return installed;
}

std::string driver::getPluginPath() { return getInstalled("lib/costate.so").str().str(); }

std::string driver::getIncludeDirectory() {
  llvm::SmallString<128> installed = getInstalled("include");
  if (llvm::sys::fs::exists(installed + "/costate/costate.hpp"))
    return installed.str().str();
  return COSTATE_SOURCE_INCLUDE_DIR;
}

std::optional<std::string> driver::findPtxas() {
  if (llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName("ptxas"))
    return *found;
  for (const char *variable : {"CUDA_PATH", "CUDA_HOME"})
    if (auto root = llvm::sys::Process::GetEnv(variable))
      if (std::string program = *root + "/bin/ptxas"; llvm::sys::fs::can_execute(program))
        return program;
  if (llvm::sys::fs::can_execute("/usr/local/cuda/bin/ptxas"))
    return std::string("/usr/local/cuda/bin/ptxas");
  return std::nullopt;
}
