// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "costate/Driver/SourceParser.h"

#include "costate/Driver/Toolchain.h"
#include "costate/Frontend/Frontend.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"

using namespace costate;
using namespace costate::driver;
namespace path = llvm::sys::path;

namespace {

/// A compiler's command line and the folder that it runs in.
struct CompilerCommand {
  std::vector<std::string> arguments;
  std::string folder;
};

class VisitConsumer : public clang::ASTConsumer {
public:
  VisitConsumer(clang::CompilerInstance &compiler,
                llvm::function_ref<void(clang::CompilerInstance &)> visit)
      : compiler(compiler), visit(visit) {}
  void HandleTranslationUnit(clang::ASTContext &) override {
    if (!compiler.getDiagnostics().hasErrorOccurred())
      visit(compiler);
  }

private:
  clang::CompilerInstance &compiler;
  llvm::function_ref<void(clang::CompilerInstance &)> visit;
};

class VisitAction : public clang::ASTFrontendAction {
public:
  explicit VisitAction(llvm::function_ref<void(clang::CompilerInstance &)> visit) : visit(visit) {}
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                        llvm::StringRef) override {
    frontend::addLibraryBodies(compiler.getPreprocessor());
    return std::make_unique<VisitConsumer>(compiler, visit);
  }

private:
  llvm::function_ref<void(clang::CompilerInstance &)> visit;
};

bool error(const llvm::Twine &message) {
  llvm::WithColor::error(llvm::errs(), "costate") << message << "\n";
  return false;
}

/// The command that builds the file, from compile_commands.json in the given folder.
bool readCommand(const std::string &buildPath, const std::string &file, CompilerCommand &command) {
  using namespace clang::tooling;
  std::string message;
  std::unique_ptr<CompilationDatabase> database =
      CompilationDatabase::loadFromDirectory(buildPath, message);
  if (!database)
    return error("cannot read compile_commands.json in '" + buildPath + "': " + message);
  std::vector<CompileCommand> found =
      inferMissingCompileCommands(std::move(database))->getCompileCommands(file);
  if (found.empty())
    return error("no command for '" + file + "' in '" + buildPath + "'");
  ArgumentsAdjuster adjust = combineAdjusters(
      combineAdjusters(getClangStripOutputAdjuster(), getClangStripDependencyFileAdjuster()),
      combineAdjusters(getStripPluginsAdjuster(), getClangSyntaxOnlyAdjuster()));
  command.folder = found.front().Directory;
  for (std::string &argument : adjust(found.front().CommandLine, file))
    if (argument != "--" && argument != found.front().Filename)
      command.arguments.push_back(std::move(argument));
  bool isCxx = llvm::StringRef(path::filename(command.arguments.front())).contains("++");
  command.arguments.front() = getClangProgram(isCxx);
  return true;
}

bool buildCommand(const Options &options, const std::string &file, CompilerCommand &command) {
  if (options.buildPath.empty())
    command.arguments = {getClangProgram(/*isCxx=*/false), "-fsyntax-only"}; // the suffix decides
  else if (!readCommand(options.buildPath, file, command))
    return false;
  std::vector<std::string> &arguments = command.arguments;
  if (std::string resources = getResourceDirectory(); !resources.empty())
    arguments.insert(arguments.end(), {"-resource-dir", resources});
  arguments.insert(arguments.end(), {"-D__COSTATE__=1", "-idirafter", getIncludeDirectory(),
                                     "-Wno-unknown-warning-option"});
  if (!options.target.empty() && !llvm::StringRef(options.target).starts_with("nvptx"))
    arguments.push_back("--target=" + options.target);
  arguments.insert(arguments.end(), options.clangArguments.begin(), options.clangArguments.end());
  llvm::StringRef suffix = path::extension(file);
  if (suffix == ".h" && options.buildPath.empty())
    arguments.insert(arguments.end(), {"-x", "c++"});
  arguments.push_back(options.buildPath.empty() ? options.inputFile : file);
  return true;
}

std::string getAbsolutePath(const std::string &file) {
  llvm::SmallString<128> absolute(file);
  llvm::sys::fs::make_absolute(absolute);
  path::remove_dots(absolute, /*remove_dot_dot=*/true);
  return absolute.str().str();
}

} // namespace

bool driver::appendProjectArguments(const Options &options, std::vector<std::string> &command) {
  CompilerCommand project;
  if (options.buildPath.empty())
    return true;
  if (!readCommand(options.buildPath, getAbsolutePath(options.inputFile), project))
    return false;
  command.push_back("-working-directory=" + project.folder);
  for (const std::string &argument : llvm::ArrayRef(project.arguments).drop_front())
    if (argument != "-fsyntax-only")
      command.push_back(argument);
  return true;
}

bool driver::parseSource(const Options &options,
                         llvm::function_ref<void(clang::CompilerInstance &)> visit) {
  if (!llvm::sys::fs::exists(options.inputFile))
    return error("no such file: '" + options.inputFile + "'");
  CompilerCommand command;
  if (!buildCommand(options, getAbsolutePath(options.inputFile), command))
    return false;

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files(
      llvm::vfs::createPhysicalFileSystem().release());
  if (!command.folder.empty() && files->setCurrentWorkingDirectory(command.folder))
    return error("no such folder: '" + command.folder + "', named by compile_commands.json");

  std::vector<const char *> arguments;
  for (const std::string &argument : command.arguments)
    arguments.push_back(argument.c_str());
  clang::DiagnosticOptions driverOptions;
  driverOptions.ShowColors = llvm::errs().has_colors();
  clang::CreateInvocationOptions invocationOptions;
  invocationOptions.Diags = clang::CompilerInstance::createDiagnostics(*files, driverOptions);
  invocationOptions.VFS = files;
  std::shared_ptr<clang::CompilerInvocation> invocation =
      clang::createInvocation(arguments, invocationOptions);
  if (!invocation || invocationOptions.Diags->hasErrorOccurred())
    return false;
  invocation->getFrontendOpts().DisableFree = false;
  if (!options.dependencyFile.empty()) {
    clang::DependencyOutputOptions &dependencies = invocation->getDependencyOutputOpts();
    dependencies.OutputFile = options.dependencyFile;
    dependencies.Targets = {options.outputFile};
    dependencies.IncludeSystemHeaders = true;
  }

  clang::CompilerInstance compiler(std::move(invocation));
  compiler.setVirtualFileSystem(files);
  compiler.createDiagnostics();
  VisitAction action(visit);
  return compiler.ExecuteAction(action);
}
