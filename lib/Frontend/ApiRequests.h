// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests: what the importer was asked for, once the function is known, and those that the use of
// costate's header makes.

#ifndef COSTATE_LIB_FRONTEND_APIREQUESTS_H
#define COSTATE_LIB_FRONTEND_APIREQUESTS_H

#include "ApiUses.h"
#include "ModuleImporter.h"

namespace clang {
class ClassTemplateSpecializationDecl;
} // namespace clang

namespace costate::frontend {

/// A request whose function is known.
struct ResolvedRequest {
  const clang::FunctionDecl *primal = nullptr;
  ad::Mode mode = ad::Mode::Grad;
  /// Indices of C++ parameters, ascending; -1 is the object of a member function.
  llvm::SmallVector<int> wrt;
  bool mayAlias = false;
  std::string name;
  const clang::FunctionDecl *stub = nullptr;
  clang::SourceLocation location;
  /// How messages name the request; empty: by the function.
  std::string what;
  bool checkOnly = false;
};

/// How messages call a derivative of that kind.
llvm::StringRef describe(ad::Mode mode);

/// The uses of `costate::gradient` and the like.
class ApiRequests {
public:
  /// \p forOtherObjects: another compiler's object calls the derivatives.
  ApiRequests(ModuleImporter &module, bool forOtherObjects)
      : module(module), uses(module.ast), forOtherObjects(forOtherObjects) {}

  /// The request of an instance of `costate::detail::request`: none where it is not used, and none
  /// with `failed` set after a refusal.
  llvm::SmallVector<ResolvedRequest, 1>
  resolve(const clang::ClassTemplateSpecializationDecl *instance, bool &failed);

private:
  std::optional<ResolvedRequest> resolveUsed(const clang::ClassTemplateSpecializationDecl *instance,
                                             const clang::CXXMethodDecl *stub);
  llvm::LogicalResult describeAdapter(ResolvedRequest &request);
  llvm::LogicalResult checkCaptures(const ResolvedRequest &request,
                                    const clang::CXXRecordDecl *callable, int object);
  llvm::LogicalResult checkCopied(clang::QualType type, clang::SourceLocation location);
  llvm::LogicalResult checkLinkage(const ResolvedRequest &request);

  ModuleImporter &module;
  ApiUses uses;
  bool forOtherObjects;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_APIREQUESTS_H
