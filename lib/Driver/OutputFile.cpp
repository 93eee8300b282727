// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/OutputFile.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;

static llvm::Error writeStandardOutput(llvm::StringRef content) {
  llvm::raw_fd_ostream &out = llvm::outs();
  out << content;
  out.flush();
  if (!out.has_error())
    return llvm::Error::success();
  std::error_code code = out.error();
  out.clear_error();
  return llvm::createStringError(code, "cannot write to standard output: " + code.message());
}

llvm::Error driver::writeOutput(llvm::StringRef file, llvm::StringRef content) {
  if (file.empty())
    return writeStandardOutput(content);
  // Devices and pipes cannot be replaced by renaming.
  llvm::sys::fs::file_status status;
  bool special = !llvm::sys::fs::status(file, status) && llvm::sys::fs::exists(status) &&
                 !llvm::sys::fs::is_regular_file(status);
  if (special) {
    std::error_code code;
    llvm::raw_fd_ostream out(file, code);
    if (!code) {
      out << content;
      out.close();
      code = out.error();
      out.clear_error();
    }
    return code ? llvm::createFileError(file, code) : llvm::Error::success();
  }
  return llvm::writeToOutput(file, [&](llvm::raw_ostream &out) {
    out << content;
    return llvm::Error::success();
  });
}
