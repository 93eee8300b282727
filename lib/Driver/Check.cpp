// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/Check.h"

#include "CheckPoint.h"
#include "costate/Driver/Derivation.h"
#include "costate/Driver/SourceParser.h"
#include "costate/Driver/Toolchain.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/WithColor.h"

using namespace costate;
using namespace costate::driver;
using llvm::StringRef;

static int reportUsage(llvm::Error error) {
  llvm::WithColor::error(llvm::errs(), "costate") << llvm::toString(std::move(error)) << "\n";
  return 2;
}

/// Runs a program with this one's streams; its exit status, or -1 after a message.
static int execute(llvm::ArrayRef<std::string> command) {
  llvm::SmallVector<StringRef> arguments(command.begin(), command.end());
  std::string message;
  int status =
      llvm::sys::ExecuteAndWait(command.front(), arguments, /*Env=*/std::nullopt,
                                /*Redirects=*/{}, /*SecondsToWait=*/0, /*MemoryLimit=*/0, &message);
  if (!message.empty())
    llvm::WithColor::error(llvm::errs(), "costate")
        << command.front() << ": " << message << " [costate-native-code]\n";
  return status;
}

/// Finds the function and writes the program. Returns the exit status if there is none.
static int prepare(const Options &options, llvm::ArrayRef<PointEntry> point, std::string &program) {
  int status = 1;
  bool clean = parseSource(options, [&](clang::CompilerInstance &compiler) {
    Derivation derivation(compiler, /*fromCommandLine=*/true);
    frontend::DerivativeRequest request;
    request.mode = ad::Mode::Jvp;
    request.function = options.functions.front();
    if (failed(derivation.getImporter().addRequest(request)))
      return;
    llvm::Expected<std::string> text =
        writeCheckProgram(derivation.getImporter().getRequests().front().primal, point, options);
    if (text)
      program = std::move(*text);
    status = text ? 0 : reportUsage(text.takeError());
  });
  return clean || status == 2 ? status : 1;
}

static int buildAndRun(const Options &options, StringRef folder, StringRef program) {
  std::string source = (folder + "/check.cpp").str(), binary = (folder + "/check").str();
  std::error_code code;
  llvm::raw_fd_ostream out(source, code);
  out << program;
  out.close();
  if (code || out.has_error()) {
    llvm::WithColor::error(llvm::errs(), "costate")
        << "cannot write '" << source << "' [costate-native-code]\n";
    return 1;
  }
  std::vector<std::string> command = {getClangProgram(/*isCxx=*/true)};
  if (!appendProjectArguments(options, command))
    return 1;
  command.insert(command.end(), {"-w", "-O1", "-fplugin=" + getPluginPath(), "-idirafter",
                                 getIncludeDirectory(), source, "-o", binary});
  if (options.numerics != Numerics::Ieee)
    command.push_back("-fplugin-arg-costate-numerics=" + getSpelling(options.numerics).str());
  command.insert(command.end(), options.clangArguments.begin(), options.clangArguments.end());
  if (execute(command) != 0)
    return 1;
  return execute({binary}) == 0 ? 0 : 1;
}

int driver::check(const Options &options) {
  llvm::Expected<std::vector<PointEntry>> point = parsePoint(options.checkPoint);
  if (!point)
    return reportUsage(point.takeError());
  std::string program;
  if (int status = prepare(options, *point, program))
    return status;
  llvm::SmallString<128> folder;
  if (llvm::sys::fs::createUniqueDirectory("costate-check", folder)) {
    llvm::WithColor::error(llvm::errs(), "costate")
        << "cannot make a temporary folder [costate-native-code]\n";
    return 1;
  }
  llvm::scope_exit remove([&] { llvm::sys::fs::remove_directories(folder); });
  return buildAndRun(options, folder, program);
}
