// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The importer's public face: resolves requests, imports what they reach, checks the module.

#include "OpaqueFunctions.h"
#include "costate/Frontend/Frontend.h"

#include "ApiRequests.h"
#include "Attributes.h"
#include "CustomRules.h"
#include "DerivativeSignature.h"
#include "FunctionLookup.h"
#include "InactiveMarks.h"
#include "KindCensus.h"
#include "ModuleImporter.h"
#include "PlainCalls.h"
#include "Spelling.h"
#include "TypeDefinitions.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Verifier.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/StringSet.h"

using namespace costate;
using namespace costate::frontend;
using clang::FunctionDecl;
using clang::SourceLocation;
using llvm::failure;
using llvm::LogicalResult;
using llvm::success;

class Importer::Implementation {
public:
  Implementation(clang::ASTContext &ast, clang::Sema &sema, mlir::MLIRContext &context)
      : sema(sema), module(ast, sema, &context) {
    context.loadDialect<mlir::func::FuncDialect, mlir::cf::ControlFlowDialect,
                        mlir::arith::ArithDialect, mlir::math::MathDialect, mlir::ub::UBDialect,
                        cxx::CxxDialect, ad::ADDialect>();
  }

  LogicalResult addNamed(const DerivativeRequest &request);
  LogicalResult addAnnotated();
  LogicalResult addApi();
  LogicalResult addPlain(llvm::StringRef name);
  std::vector<const FunctionDecl *> getInlineCallees() const;
  std::vector<std::string> getKinds() const;
  LogicalResult addPlain(const FunctionDecl *function);
  mlir::OwningOpRef<mlir::ModuleOp> finish();

  std::vector<RequestedDerivative> requests;
  bool forOtherObjects = false;

private:
  LogicalResult resolveWrt(ResolvedRequest &request, llvm::ArrayRef<std::string> names);
  LogicalResult checkMode(const ResolvedRequest &request);
  LogicalResult add(const ResolvedRequest &request);
  void completeRecords();
  LogicalResult checkParts();

  clang::Sema &sema;
  ModuleImporter module;
  llvm::SmallVector<ResolvedRequest> resolved;
};

static const clang::CXXMethodDecl *getInstanceMethod(const FunctionDecl *function) {
  const auto *method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
  return method && method->isImplicitObjectMemberFunction() ? method : nullptr;
}

/// Nothing may be laid out by the part of an object that has virtual bases.
LogicalResult Importer::Implementation::checkParts() {
  bool found = false;
  module.module->walk([&](mlir::Operation *operation) {
    if (!llvm::isa<cxx::OffsetOp, cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::AllocOp,
                   cxx::AllocaOp, cxx::PtrDiffOp>(operation))
      return;
    auto isPart = [&](mlir::Type type) {
      auto pointer = llvm::dyn_cast<cxx::PtrType>(type);
      return pointer && module.types.isPart(pointer.getPointee());
    };
    if (llvm::any_of(operation->getOperandTypes(), isPart) ||
        llvm::any_of(operation->getResultTypes(), isPart)) {
      found = true;
      emitRefusal(operation->getLoc(), "unsupported-virtual-base",
                  "this use of an object with virtual bases is not supported");
    }
  });
  return failure(found);
}

LogicalResult Importer::Implementation::resolveWrt(ResolvedRequest &request,
                                                   llvm::ArrayRef<std::string> names) {
  const FunctionDecl *primal = request.primal;
  const clang::CXXMethodDecl *method = getInstanceMethod(primal);
  auto getType = [&](int index) {
    return index < 0 ? method->getThisType() : primal->getParamDecl(index)->getType();
  };
  int first = method ? -1 : 0, last = primal->getNumParams();
  if (names.empty()) {
    for (int index = first; index < last; ++index)
      if (carriesFloats(module.ast, getType(index)))
        request.wrt.push_back(index);
    if (!request.wrt.empty())
      return success();
    module.diagnostics.refuse(primal->getLocation(), "nothing-to-differentiate",
                              "no parameter of '" + primal->getQualifiedNameAsString() +
                                  "' carries floating-point values");
    return failure();
  }
  for (const std::string &name : names) {
    int found = last;
    for (int index = first; index < last; ++index)
      if (index < 0 ? name == "this" || name == "self"
                    : primal->getParamDecl(index)->getName() == name)
        found = index;
    if (found == last) {
      module.diagnostics.refuse(primal->getLocation(), "unknown-parameter",
                                "function '" + primal->getQualifiedNameAsString() +
                                    "' has no parameter '" + name + "'");
      return failure();
    }
    if (!carriesFloats(module.ast, getType(found))) {
      module.diagnostics.refuse(primal->getLocation(), "nothing-to-differentiate",
                                "parameter '" + name + "' of '" +
                                    primal->getQualifiedNameAsString() +
                                    "' carries no floating-point values");
      return failure();
    }
    request.wrt.push_back(found);
  }
  llvm::sort(request.wrt);
  request.wrt.erase(llvm::unique(request.wrt), request.wrt.end());
  return success();
}

/// Results that the calling convention returns in x87 registers.
static bool isReturnedByX87(clang::ASTContext &ast, clang::QualType type, ad::Mode mode) {
  auto holdsExtended = [&](const clang::FieldDecl *field) {
    return ast.getBaseElementType(field->getType()).getCanonicalType().getUnqualifiedType() ==
           ast.LongDoubleTy;
  };
  if (const clang::RecordDecl *record = type->getAsRecordDecl())
    return ast.getTypeSize(type) <= 128 && llvm::any_of(record->fields(), holdsExtended);
  return mode == ad::Mode::Jvp && type.getCanonicalType().getUnqualifiedType() == ast.LongDoubleTy;
}

LogicalResult Importer::Implementation::checkMode(const ResolvedRequest &request) {
  const FunctionDecl *primal = request.primal;
  clang::QualType result = primal->getReturnType();
  std::string name = primal->getQualifiedNameAsString();
  if (primal->isVariadic()) {
    module.diagnostics.refuse(primal->getLocation(), "unsupported-variadic",
                              describe(request.mode) + " of '" + name +
                                  "': derivatives of functions with variable arguments are not "
                                  "supported");
    return failure();
  }
  bool needsScalar = request.mode == ad::Mode::Grad || request.mode == ad::Mode::Hvp;
  if (needsScalar && !result->isRealFloatingType()) {
    module.diagnostics.refuse(primal->getLocation(), "no-scalar-result",
                              describe(request.mode) + " of '" + name + "', which returns '" +
                                  result.getAsString(module.ast.getPrintingPolicy()) +
                                  "': a floating-point result is needed; for outputs through "
                                  "pointers use vjp or jvp");
    return failure();
  }
  for (clang::QualType type : llvm::concat<const clang::QualType>(
           llvm::ArrayRef(result),
           primal->getType()->castAs<clang::FunctionProtoType>()->param_types()))
    if (type->isVectorType()) {
      module.diagnostics.refuse(primal->getLocation(), "unsupported-vector",
                                describe(request.mode) + " of '" + name +
                                    "': vectors cannot be parameters or results of what is "
                                    "differentiated; pass a pointer or a reference to it");
      return failure();
    }
  // Memory that the function makes is not there yet when the seed is given.
  if (request.mode == ad::Mode::Vjp && findLeadingMember(module.ast, result)) {
    module.diagnostics.refuse(primal->getLocation(), "unsupported-result",
                              "vjp of '" + name + "', which returns '" +
                                  result.getAsString(module.ast.getPrintingPolicy()) +
                                  "', is not supported, since the result leads to memory that the "
                                  "function makes; write to a reference parameter, or use "
                                  "costate::vjp of the header");
    return failure();
  }
  if ((result->isReferenceType() && carriesFloats(module.ast, result)) ||
      isReturnedByX87(module.ast, result, request.mode)) {
    module.diagnostics.refuse(primal->getLocation(), "unsupported-result",
                              describe(request.mode) + " of '" + name + "', which returns '" +
                                  result.getAsString(module.ast.getPrintingPolicy()) +
                                  "', is not supported; return through a pointer parameter");
    return failure();
  }
  return success();
}

LogicalResult Importer::Implementation::add(const ResolvedRequest &request) {
  if (checkMode(request).failed())
    return failure();
  std::string symbol = request.stub        ? module.mangle(request.stub)
                       : request.checkOnly ? "costate.check." + module.mangle(request.primal)
                                           : mangleDerivative(module, request.primal, request.mode,
                                                              request.wrt, request.name);
  // An annotation may be repeated on each declaration.
  for (const RequestedDerivative &known : requests)
    if (known.resultSymbol == symbol)
      return success();
  module.diagnostics.recordRequest(request.primal, request.location,
                                   request.what.empty()
                                       ? describe(request.mode) + " of '" +
                                             request.primal->getQualifiedNameAsString() + "'"
                                       : request.what);
  mlir::func::FuncOp function = module.getFunction(request.primal, nullptr, request.location);
  mlir::func::FuncOp primal =
      function ? module.getRuledFunction(request.primal, function, request.location) : function;
  if (!primal)
    return failure();
  primal.setPublic();
  // A returned record comes first, then the object of a member function.
  unsigned offset = (getInstanceMethod(request.primal) ? 1 : 0) +
                    (isAggregateType(request.primal->getReturnType()) ? 1 : 0);
  llvm::SmallVector<int32_t> wrt;
  for (int index : request.wrt)
    wrt.push_back(index + offset);
  mlir::OpBuilder builder(module.context);
  builder.setInsertionPointToEnd(module.module->getBody());
  SourceLocation location =
      request.location.isValid() ? request.location : request.primal->getLocation();
  ad::RequestOp::create(builder, module.at(location), request.mode, symbol, primal.getSymName(),
                        wrt, request.name, request.mayAlias, mlir::DictionaryAttr());
  requests.push_back({request.mode, symbol, function.getSymName().str(), request.primal,
                      request.stub, request.checkOnly, request.what});
  return success();
}

LogicalResult Importer::Implementation::addNamed(const DerivativeRequest &request) {
  ResolvedRequest result;
  result.primal = findFunction(sema, module.diagnostics, request.function);
  if (!result.primal)
    return failure();
  result.mode = request.mode;
  result.mayAlias = request.mayAlias;
  result.name =
      request.name.empty() ? getDerivativeName(result.primal, request.mode) : request.name;
  if (checkMode(result).failed() || resolveWrt(result, request.wrt).failed())
    return failure();
  return add(result);
}

LogicalResult Importer::Implementation::addPlain(llvm::StringRef name) {
  const FunctionDecl *function = findFunction(sema, module.diagnostics, name);
  return function ? addPlain(function) : failure();
}

LogicalResult Importer::Implementation::addPlain(const FunctionDecl *function) {
  mlir::func::FuncOp op = module.getFunction(function, nullptr, function->getLocation());
  if (!op)
    return failure();
  op.setPublic();
  return success();
}

LogicalResult Importer::Implementation::addAnnotated() {
  bool failedAny = false;
  for (const Annotation &annotation : getAnnotations(module.ast)) {
    const FunctionDecl *definition = annotation.function->getDefinition();
    // The file that defines the function derives it.
    if (!definition)
      continue;
    ResolvedRequest request;
    request.primal = definition;
    // A check asks for every output's derivative and has no other use.
    request.checkOnly = !annotation.mode;
    clang::QualType result = definition->getReturnType();
    request.mode =
        annotation.mode.value_or(result->isRealFloatingType()            ? ad::Mode::Grad
                                 : findLeadingMember(module.ast, result) ? ad::Mode::Jvp
                                                                         : ad::Mode::Vjp);
    request.location = annotation.location;
    request.name =
        annotation.name.empty() ? getDerivativeName(definition, request.mode) : annotation.name;
    llvm::SmallVector<llvm::StringRef> parts;
    llvm::StringRef(annotation.wrt).split(parts, ',', -1, /*KeepEmpty=*/false);
    llvm::SmallVector<std::string> names;
    for (llvm::StringRef part : parts)
      names.push_back(part.trim().str());
    failedAny |=
        checkMode(request).failed() || resolveWrt(request, names).failed() || add(request).failed();
  }
  return failure(failedAny);
}

LogicalResult Importer::Implementation::addApi() {
  clang::ASTContext &ast = module.ast;
  const clang::DeclContext *scope = ast.getTranslationUnitDecl();
  for (llvm::StringRef name : {"costate", "detail"}) {
    const clang::NamespaceDecl *found = nullptr;
    for (const clang::NamedDecl *declaration : scope->lookup(&ast.Idents.get(name)))
      if (const auto *space = llvm::dyn_cast<clang::NamespaceDecl>(declaration))
        found = space;
    if (!found)
      return success();
    scope = found;
  }
  bool failedAny = false;
  ApiRequests used(module, forOtherObjects);
  for (const clang::NamedDecl *declaration : scope->lookup(&ast.Idents.get("request")))
    if (const auto *requestTemplate = llvm::dyn_cast<clang::ClassTemplateDecl>(declaration))
      for (const clang::ClassTemplateSpecializationDecl *instance :
           requestTemplate->specializations())
        for (const ResolvedRequest &request : used.resolve(instance, failedAny))
          failedAny |= add(request).failed();
  return failure(failedAny);
}

/// Gives bodies to records that the IR looks into.
void Importer::Implementation::completeRecords() {
  module.module->walk([&](mlir::Operation *operation) {
    if (!llvm::isa<cxx::OffsetOp, cxx::ElementOp, cxx::FieldOp, cxx::CopyOp, cxx::CopyNOp,
                   cxx::FillOp, cxx::AllocOp, cxx::AllocaOp, cxx::PtrDiffOp>(operation))
      return;
    auto complete = [&](mlir::Value value) {
      if (auto pointer = llvm::dyn_cast<cxx::PtrType>(value.getType()))
        module.types.completePointee(pointer.getPointee(), SourceLocation());
    };
    llvm::for_each(operation->getOperands(), complete);
    llvm::for_each(operation->getResults(), complete);
  });
}

mlir::OwningOpRef<mlir::ModuleOp> Importer::Implementation::finish() {
  checkRules(module.ast, module.diagnostics);
  module.defineFunctions();
  if (!module.diagnostics.hasErrors())
    module.defineCandidates();
  completeRecords();
  if (module.diagnostics.hasErrors() || checkParts().failed())
    return nullptr;
  for (const RequestedDerivative &request : requests)
    module.noteReachedThrough(request.primal, request.primalSymbol);
  llvm::DenseSet<const FunctionDecl *> primals;
  for (const RequestedDerivative &request : requests)
    primals.insert(request.primal->getCanonicalDecl());
  addSourceText(module, sema, primals);
  if (mlir::verify(*module.module).failed()) {
    module.diagnostics.refuse({}, "internal-error",
                              "internal error: the imported module is invalid; please report this");
    return nullptr;
  }
  return std::move(module.module);
}

Importer::Importer(clang::ASTContext &ast, clang::Sema &sema, mlir::MLIRContext &context)
    : implementation(std::make_unique<Implementation>(ast, sema, context)) {}

Importer::~Importer() = default;

LogicalResult Importer::addRequest(const DerivativeRequest &request) {
  return implementation->addNamed(request);
}

LogicalResult Importer::addAnnotatedRequests() { return implementation->addAnnotated(); }

LogicalResult Importer::addApiRequests(bool forOtherObjects) {
  implementation->forOtherObjects = forOtherObjects;
  return implementation->addApi();
}

LogicalResult Importer::addFunction(llvm::StringRef name) { return implementation->addPlain(name); }

LogicalResult Importer::addFunction(const FunctionDecl *function) {
  return implementation->addPlain(function);
}

std::vector<std::string> Importer::Implementation::getKinds() const {
  llvm::StringSet<> kinds;
  for (const FunctionDecl *function : module.getImportedFunctions())
    countKinds(function, [&](llvm::StringRef family, llvm::StringRef kind) {
      kinds.insert((family + " " + kind).str());
    });
  std::vector<std::string> sorted(kinds.keys().begin(), kinds.keys().end());
  llvm::sort(sorted);
  return sorted;
}

std::vector<const FunctionDecl *> Importer::Implementation::getInlineCallees() const {
  std::vector<const FunctionDecl *> callees;
  for (const clang::NamedDecl *declaration : module.usedDeclarations)
    if (const auto *function = llvm::dyn_cast<FunctionDecl>(declaration);
        function && isOpaqueByType(function))
      callees.push_back(function->getDefinition());
  for (const clang::CXXDestructorDecl *destructor : module.exceptionDestructors)
    if (const FunctionDecl *definition = destructor->getDefinition();
        definition && module.ast.GetGVALinkageForFunction(definition) == clang::GVA_DiscardableODR)
      callees.push_back(definition);
  return callees;
}

std::vector<const FunctionDecl *> Importer::getInlineCallees() const {
  return implementation->getInlineCallees();
}

std::vector<std::string> Importer::getKinds() const { return implementation->getKinds(); }

llvm::ArrayRef<RequestedDerivative> Importer::getRequests() const {
  return implementation->requests;
}

mlir::OwningOpRef<mlir::ModuleOp> Importer::finish() { return implementation->finish(); }
