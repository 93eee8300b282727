// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Output for NVIDIA GPUs: PTX, and cubin through CUDA's own assembler.

#include "EmissionKinds.h"
#include "costate/Driver/OutputFile.h"
#include "costate/Driver/Toolchain.h"
#include "costate/Target/NVPTX/PtxEmitter.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;
using namespace costate::driver;
using llvm::failed;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

LogicalResult driver::emitPtxText(Derivation &derivation, const Options &options,
                                  std::string &content) {
  PtxOptions ptx;
  ptx.arch = options.gpuArch;
  llvm::raw_string_ostream out(content);
  if (succeeded(emitPtx(derivation.getModule(), ptx, out)) && !derivation.getBridge().sawError())
    return success();
  if (!derivation.getBridge().sawError())
    derivation.getBridge().reportInternalError("emission of PTX failed");
  return failure();
}

/// PTX through CUDA's assembler, which reads and writes files.
LogicalResult driver::emitCubin(Derivation &derivation, clang::CompilerInstance &compiler,
                                const Options &options, std::string &content) {
  std::optional<std::string> ptxas = findPtxas();
  if (!ptxas)
    return refuse(compiler,
                  "a cubin needs CUDA's ptxas, which is not in PATH or CUDA_PATH; emit ptx "
                  "instead [costate-no-ptxas]");
  std::string text;
  if (failed(emitPtxText(derivation, options, text)))
    return failure();
  llvm::SmallString<128> input, output, messages;
  if (llvm::sys::fs::createTemporaryFile("costate", "ptx", input) ||
      llvm::sys::fs::createTemporaryFile("costate", "cubin", output) ||
      llvm::sys::fs::createTemporaryFile("costate", "txt", messages))
    return refuse(compiler, "cannot create temporary files [costate-native-code]");
  llvm::FileRemover removeInput(input), removeOutput(output), removeMessages(messages);
  if (llvm::Error error = writeOutput(input, text))
    return refuse(compiler, llvm::toString(std::move(error)) + " [costate-native-code]");
  std::string arch = "-arch=" + options.gpuArch;
  std::string level = "-O" + std::to_string(options.optimizationLevel);
  std::optional<llvm::StringRef> redirects[] = {std::nullopt, messages.str(), messages.str()};
  int status = llvm::sys::ExecuteAndWait(*ptxas, {*ptxas, arch, level, input, "-o", output},
                                         std::nullopt, redirects);
  if (status != 0) {
    auto said = llvm::MemoryBuffer::getFile(messages);
    return refuse(compiler, "ptxas refused the code: " +
                                (said ? (*said)->getBuffer().trim() : llvm::StringRef()) +
                                " [costate-ptxas]");
  }
  auto bytes = llvm::MemoryBuffer::getFile(output);
  if (!bytes)
    return refuse(compiler, "ptxas wrote nothing [costate-ptxas]");
  content = (*bytes)->getBuffer().str();
  return success();
}
