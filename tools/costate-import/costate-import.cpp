// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For developers and tests of the importer: prints the MLIR that a C++ file becomes, before
// anything is normalized.
//
//   costate-import [--function NAME]... [--grad NAME]... [--locations] FILE [-- clang options]
//
// With --all, imports every function that the file defines: what is refused shows what is missing.
// Without --function or --grad, imports what annotations and API uses request.

#include "costate/Frontend/Frontend.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;
using namespace costate;

static cl::opt<std::string> file(cl::Positional, cl::Required, cl::desc("FILE"));
static cl::list<std::string> functions("function", cl::desc("import this function"));
static cl::list<std::string> gradients("grad", cl::desc("request the gradient of this function"));
static cl::opt<bool> all("all", cl::desc("import every function of the file"));
static cl::list<std::string> wrt("wrt", cl::CommaSeparated, cl::desc("parameters"));
static cl::opt<std::string> mode("mode", cl::init("grad"), cl::desc("grad, vjp, jvp or hvp"));
static cl::opt<bool> kinds("kinds", cl::desc("print which kinds of clang's nodes the functions "
                                             "hold, instead of the module"));
static cl::opt<bool> locations("locations", cl::desc("print locations"));
static cl::list<std::string> clangOptions(cl::ConsumeAfter, cl::desc("[-- clang options]"));

static llvm::LogicalResult addRequests(frontend::Importer &importer) {
  bool failedAny = false;
  for (const std::string &function : functions)
    failedAny |= importer.addFunction(function).failed();
  for (const std::string &function : gradients) {
    frontend::DerivativeRequest request;
    request.mode = *ad::symbolizeMode(mode);
    request.function = function;
    request.wrt.assign(wrt.begin(), wrt.end());
    failedAny |= importer.addRequest(request).failed();
  }
  if (functions.empty() && gradients.empty()) {
    failedAny |= importer.addAnnotatedRequests().failed();
    failedAny |= importer.addApiRequests().failed();
  }
  return llvm::failure(failedAny);
}

namespace {
class FunctionVisitor : public clang::RecursiveASTVisitor<FunctionVisitor> {
public:
  FunctionVisitor(clang::ASTContext &ast, frontend::Importer &importer)
      : ast(ast), importer(importer) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitFunctionDecl(clang::FunctionDecl *function) {
    if (function->isThisDeclarationADefinition() && function->hasBody() &&
        !function->isDependentContext() &&
        ast.getSourceManager().isInMainFile(function->getLocation()))
      (void)importer.addFunction(function);
    return true;
  }

private:
  clang::ASTContext &ast;
  frontend::Importer &importer;
};

class ImportConsumer : public clang::ASTConsumer {
public:
  explicit ImportConsumer(clang::CompilerInstance &compiler) : compiler(compiler) {}
  void HandleTranslationUnit(clang::ASTContext &ast) override {
    if (compiler.getDiagnostics().hasErrorOccurred())
      return;
    mlir::MLIRContext context;
    frontend::Importer importer(ast, compiler.getSema(), context);
    if (all)
      FunctionVisitor(ast, importer).TraverseAST(ast);
    bool refused = !all && addRequests(importer).failed();
    mlir::OwningOpRef<mlir::ModuleOp> module = importer.finish();
    if (kinds)
      for (const std::string &kind : importer.getKinds())
        llvm::outs() << kind << "\n";
    if (refused || !module || kinds)
      return;
    mlir::OpPrintingFlags flags;
    flags.enableDebugInfo(locations);
    module->print(llvm::outs(), flags);
    llvm::outs() << "\n";
  }

private:
  clang::CompilerInstance &compiler;
};

class ImportAction : public clang::ASTFrontendAction {
public:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                        llvm::StringRef) override {
    frontend::addLibraryBodies(compiler.getPreprocessor());
    return std::make_unique<ImportConsumer>(compiler);
  }
};
} // namespace

int main(int argc, char **argv) {
  cl::ParseCommandLineOptions(argc, argv, "costate importer\n");
  frontend::registerAttributes();
  std::vector<const char *> arguments = {COSTATE_CLANG, "-fsyntax-only"};
  for (const std::string &option : clangOptions)
    if (option != "--")
      arguments.push_back(option.c_str());
  arguments.push_back(file.c_str());
  clang::CompilerInstance compiler(clang::createInvocation(arguments));
  compiler.createVirtualFileSystem();
  compiler.createDiagnostics();
  ImportAction action;
  bool done = compiler.ExecuteAction(action);
  return done && !compiler.getDiagnostics().hasErrorOccurred() ? 0 : 1;
}
