// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lambdas: a closure is a record of its captures; inside the call operator a captured variable
// stands for the closure's field (by copy) or for the object that the field is bound to.

#include "FunctionImporter.h"
#include "clang/AST/DeclCXX.h"

using namespace costate;
using namespace costate::frontend;

LogicalResult FunctionImporter::emitLambda(const clang::LambdaExpr *lambda, Value destination) {
  SourceLocation location = lambda->getExprLoc();
  const clang::CXXRecordDecl *closure = lambda->getLambdaClass();
  if (!module.types.complete(closure, location, function))
    return refuseQuietly();
  PartialObject captures(*this);
  for (auto [capture, initial] : llvm::zip(closure->fields(), lambda->capture_inits())) {
    if (capture->hasCapturedVLAType())
      return refuse(location, "unsupported-vla",
                    "captured arrays of variable length are not "
                    "supported"),
             failure();
    Value address = field(destination, module.types.getFieldIndex(capture), location);
    if (emitInitializer(initial, capture->getType(), address).failed())
      return failure();
    captures.addPart(capture->getType(), address, location);
  }
  return success();
}

/// The closure object, also where it is an explicit object parameter.
static Value findClosure(FunctionImporter &importer, const clang::CXXMethodDecl *method) {
  if (!method->isExplicitObjectMemberFunction())
    return importer.thisPointer;
  const clang::ParmVarDecl *parameter = method->getParamDecl(0);
  const clang::CXXRecordDecl *type =
      parameter->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (type != method->getParent())
    return importer.refuse(method->getLocation(), "unsupported-capture",
                           "captures used through a class that is derived from the closure are "
                           "not supported");
  return importer.variables.lookup(parameter);
}

void FunctionImporter::bindCaptures(const clang::CXXMethodDecl *method) {
  const clang::CXXRecordDecl *closure = method->getParent();
  thisPointer = method->isImplicitObjectMemberFunction() ? thisPointer : Value();
  if (closure->field_empty()) {
    thisPointer = Value();
    return;
  }
  llvm::DenseMap<const clang::ValueDecl *, clang::FieldDecl *> captures;
  clang::FieldDecl *thisCapture = nullptr;
  closure->getCaptureFields(captures, thisCapture);
  SourceLocation location = method->getLocation();
  Value object = method->isStatic() ? Value() : findClosure(*this, method);
  thisPointer = Value();
  if (!object)
    return;
  if (!module.types.complete(closure, location, function)) {
    failed = true;
    return;
  }
  // In the order of the fields: the map's order is not the same in every run.
  llvm::DenseMap<const clang::FieldDecl *, const clang::ValueDecl *> captured;
  for (auto [variable, member] : captures)
    captured[member] = variable;
  for (const clang::FieldDecl *member : closure->fields()) {
    Value address = emitMemberAddress(object, member, location);
    if (!address)
      return;
    if (member == thisCapture)
      thisPointer = member->getType()->isPointerType() ? load(address, location) : address;
    else if (const clang::ValueDecl *variable = captured.lookup(member))
      variables[variable] = address;
  }
}
