// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The importer: from Clang's AST to func/cf/arith/math/cxx with 'ad.request' operations.
//
// The driver and the plugin create one Importer per translation unit, add requests and take the
// module. Errors in the user's program or request go to the ASTContext's DiagnosticsEngine, in
// clang's format with a stable code. Nothing here differentiates or optimizes.

#ifndef COSTATE_FRONTEND_FRONTEND_H
#define COSTATE_FRONTEND_FRONTEND_H

#include "costate/Dialect/AD/AD.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/LogicalResult.h"
#include <memory>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class Preprocessor;
class Sema;
} // namespace clang

namespace costate::frontend {

/// One derivative that is asked for by name.
struct DerivativeRequest {
  ad::Mode mode = ad::Mode::Grad;
  /// `f`, `ns::S::m`, `f(double, int)`, `f<double>`.
  std::string function;
  /// Names of the parameters to differentiate; empty: every parameter that carries floats.
  std::vector<std::string> wrt;
  /// Gives up the contract that the arguments do not overlap.
  bool mayAlias = false;
  /// Unqualified name of the result; empty: the function's name with `_grad`, `_vjp`, `_jvp`,
  /// `_hvp`.
  std::string name;
};

/// One derivative that the imported module will contain, for the plugin and the driver.
struct RequestedDerivative {
  ad::Mode mode;
  /// Linker names of the result and of the primal.
  std::string resultSymbol;
  std::string primalSymbol;
  const clang::FunctionDecl *primal = nullptr;
  /// The stub whose body the derivative replaces (API requests), else null.
  const clang::FunctionDecl *stub = nullptr;
  /// `[[costate::differentiable]]`: derived to see that it can be, then thrown away.
  bool checkOnly = false;
  /// How messages name it; empty: mode and function.
  std::string what;
};

/// Makes `[[costate::grad]]` and the other annotations known to clang. Call it once per process,
/// before parsing.
void registerAttributes();

/// Puts bodies for functions of the C++ library that have none in its headers before the
/// translation unit. Call it before its first token is read.
void addLibraryBodies(clang::Preprocessor &preprocessor);

/// Imports the functions that requests reach. The ASTContext, Sema and MLIRContext outlive it; the
/// MLIRContext has the func, cf, arith, math, ub, cxx and ad dialects loaded or loadable.
class Importer {
public:
  Importer(clang::ASTContext &ast, clang::Sema &sema, mlir::MLIRContext &context);
  ~Importer();

  /// Each of these reports an error and fails when the request cannot be resolved.
  llvm::LogicalResult addRequest(const DerivativeRequest &request);
  /// The `[[costate::grad]]`, ... annotations of this translation unit.
  llvm::LogicalResult addAnnotatedRequests();
  /// The uses of `costate::gradient` and the like in this translation unit.
  /// \p forOtherObjects: another compiler's object calls them, which only external symbols allow.
  llvm::LogicalResult addApiRequests(bool forOtherObjects = false);
  /// Imports a function without asking for a derivative (`[[costate::differentiable]]`, tools).
  llvm::LogicalResult addFunction(llvm::StringRef name);
  llvm::LogicalResult addFunction(const clang::FunctionDecl *function);

  /// The kinds of clang's nodes in the functions that were imported so far, completely or not, each
  /// as "family kind" ("statement ForStmt"), sorted: the evidence behind docs/ClosedWorld.md.
  std::vector<std::string> getKinds() const;

  /// What was asked for so far.
  llvm::ArrayRef<RequestedDerivative> getRequests() const;

  /// Inline functions that derivatives call as they are, and destructors of what they throw; clang
  /// need not have emitted them.
  std::vector<const clang::FunctionDecl *> getInlineCallees() const;

  /// Imports every function that the requests reach. Null after an error, which was reported.
  mlir::OwningOpRef<mlir::ModuleOp> finish();

private:
  class Implementation;
  std::unique_ptr<Implementation> implementation;
};

} // namespace costate::frontend

#endif // COSTATE_FRONTEND_FRONTEND_H
