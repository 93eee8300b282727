// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//

#include "ApiRequests.h"

#include "DerivativeSignature.h"
#include "HeaderAdapters.h"
#include "Spelling.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/Sema.h"

using namespace costate;
using namespace costate::frontend;
using clang::FunctionDecl;
using clang::SourceLocation;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

llvm::StringRef frontend::describe(ad::Mode mode) {
  switch (mode) {
  case ad::Mode::Grad:
    return "gradient";
  case ad::Mode::Vjp:
    return "vjp";
  case ad::Mode::Jvp:
    return "jvp";
  case ad::Mode::Hvp:
    return "hvp";
  }
  return "";
}

/// How messages name the request.
static std::string spell(const ResolvedRequest &request) {
  return request.what.empty()
             ? (describe(request.mode) + " of '" + request.primal->getQualifiedNameAsString() + "'")
                   .str()
             : request.what;
}

// `costate::detail::request<Mode, F, Wrt, R(P...)>::invoke`: the stub that the derivative replaces.
llvm::SmallVector<ResolvedRequest, 1>
ApiRequests::resolve(const clang::ClassTemplateSpecializationDecl *instance, bool &failed) {
  const clang::CXXMethodDecl *stub = nullptr;
  for (const clang::CXXMethodDecl *method : instance->methods())
    if (method->getIdentifier() && method->getName() == "invoke")
      stub = method;
  if (!stub || !stub->isUsed() || instance->getTemplateArgs().size() != 4)
    return {};
  if (std::optional<ResolvedRequest> request = resolveUsed(instance, stub))
    return {std::move(*request)};
  failed = true;
  return {};
}

std::optional<ResolvedRequest>
ApiRequests::resolveUsed(const clang::ClassTemplateSpecializationDecl *instance,
                         const clang::CXXMethodDecl *stub) {
  const clang::TemplateArgumentList &arguments = instance->getTemplateArgs();
  ResolvedRequest request;
  request.stub = stub;
  request.location = instance->getPointOfInstantiation();
  const clang::TemplateArgument &function = arguments[1];
  const auto *declaration = function.getKind() == clang::TemplateArgument::Declaration
                                ? llvm::dyn_cast<FunctionDecl>(function.getAsDecl())
                                : nullptr;
  if (!declaration) {
    module.diagnostics.refuse(request.location, "unsupported-callable",
                              "only functions can be differentiated here");
    return std::nullopt;
  }
  if (declaration->getTemplateInstantiationPattern() && !declaration->getDefinition()) {
    module.sema.InstantiateFunctionDefinition(
        request.location, const_cast<FunctionDecl *>(declaration), true, true, true);
    module.sema.PerformPendingInstantiations();
  }
  request.primal = declaration->getDefinition();
  request.mode = static_cast<ad::Mode>(arguments[0].getAsIntegral().getZExtValue());
  if (SourceLocation use = uses.find(declaration, request.mode); use.isValid())
    request.location = use;
  if (!request.primal) {
    module.diagnostics.refuse(declaration->getLocation(), "undefined-function",
                              describe(request.mode) + " of '" +
                                  declaration->getQualifiedNameAsString() +
                                  "', which is not defined in this translation unit");
    return std::nullopt;
  }
  request.name = getDerivativeName(request.primal, request.mode);
  uint64_t mask = arguments[2].getAsIntegral().getZExtValue();
  for (unsigned i = 0; i < declaration->getNumParams(); ++i)
    if ((mask >> i) & 1)
      request.wrt.push_back(i);
  if (describeAdapter(request).failed() || checkLinkage(request).failed())
    return std::nullopt;
  return request;
}

LogicalResult ApiRequests::checkLinkage(const ResolvedRequest &request) {
  if (forOtherObjects && !request.stub->isExternallyVisible()) {
    module.diagnostics.refuse(
        request.location, "internal-linkage",
        spell(request) +
            " belongs to this translation unit alone, as lambdas and what is 'static' or in an "
            "unnamed namespace do; other compilers cannot refer to it: use a function or class "
            "with external linkage, or the clang plugin");
    return failure();
  }
  // Such names count unnamed classes in the order in which somebody asks.
  if (module.mangle(request.stub).find("$_") != std::string::npos) {
    module.diagnostics.refuse(request.location, "internal-linkage",
                              spell(request) + " is about a class without a name; give it one");
    return failure();
  }
  return success();
}

/// Whether the derivative of an object can be made from a copy of it.
LogicalResult ApiRequests::checkCopied(clang::QualType type, SourceLocation location) {
  std::string name = type.getAsString(module.ast.getPrintingPolicy());
  if (!carriesFloats(module.ast, type)) {
    module.diagnostics.refuse(location, "nothing-to-differentiate",
                              "an argument of type '" + name +
                                  "' carries no floating-point values; keep it constant: "
                                  "costate::constant(x)");
    return failure();
  }
  if (const clang::FieldDecl *shared = findSharedMember(module.ast, type)) {
    module.diagnostics.refuse(location, "unsupported-shared-copy",
                              "the derivative of '" + name +
                                  "' cannot be made by copying: copies share what a member leads "
                                  "to; give it a place, costate::wrt(x, x_bar), or keep it "
                                  "constant, costate::constant(x)");
    module.diagnostics.note(shared->getLocation(), "this member is shared");
    return failure();
  }
  return success();
}

/// The name and place of a request whose function is one of the header's.
LogicalResult ApiRequests::describeAdapter(ResolvedRequest &request) {
  HeaderAdapter adapter = getHeaderAdapter(request.primal);
  if (!adapter)
    return success();
  ad::Mode mode = adapter.isSeeded ? ad::Mode::Vjp : request.mode;
  const clang::Decl *target = adapter.function;
  if (!target)
    target = adapter.callable;
  if (!target)
    target = adapter.copied->getAsCXXRecordDecl();
  SourceLocation use;
  if (target)
    use = adapter.copied.isNull() ? uses.find(target, mode) : uses.findArgument(target);
  if (use.isValid())
    request.location = use;
  if (!adapter.copied.isNull()) {
    std::string name = adapter.copied.getAsString(module.ast.getPrintingPolicy());
    request.what = "derivative of an argument of type '" + name + "'";
    return checkCopied(adapter.copied, request.location);
  }
  std::string name = adapter.function               ? adapter.function->getQualifiedNameAsString()
                     : adapter.callable->isLambda() ? "operator()"
                                                    : adapter.callable->getQualifiedNameAsString();
  request.what = describe(mode).str() + " of '" + name + "'";
  return adapter.callable ? checkCaptures(request, adapter.callable, adapter.object) : success();
}

/// Nobody can give captures by reference a place: a copy of the lambda refers to the same
/// variables.
LogicalResult ApiRequests::checkCaptures(const ResolvedRequest &request,
                                         const clang::CXXRecordDecl *callable, int object) {
  if (!callable->isLambda() || !llvm::is_contained(request.wrt, object))
    return success();
  const clang::FieldDecl *shared =
      findSharedMember(module.ast, module.ast.getCanonicalTagType(callable));
  if (!shared)
    return success();
  module.diagnostics.refuse(request.location, "unsupported-shared-copy",
                            "a lambda cannot be differentiated by what it captures by reference: "
                            "copies of it share that; pass it as an argument");
  module.diagnostics.note(shared->getLocation(), "this capture is shared");
  return failure();
}
