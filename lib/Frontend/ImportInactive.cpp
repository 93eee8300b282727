// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects that are marked `[[costate::inactive]]`: what is stored there and loaded from there loses
// its derivative.

#include "FunctionImporter.h"
#include "InactiveMarks.h"
#include "costate/Dialect/AD/AD.h"

using namespace costate;
using namespace costate::frontend;

Value FunctionImporter::noteInactive(const clang::ValueDecl *declaration, Value address,
                                     SourceLocation location) {
  const auto *member = llvm::dyn_cast<clang::FieldDecl>(declaration);
  bool inactive =
      isInactiveObject(declaration) || (member && isMarkedInactive(member->getParent()));
  if (!inactive)
    return address;
  // Numbers elsewhere, to which a member leads, are used by other names.
  if (const clang::FieldDecl *leading = findLeadingMember(ast, declaration->getType())) {
    refuse(declaration->getLocation(), "unsupported-inactive-object",
           "'" + declaration->getNameAsString() + "' is inactive, and its member '" +
               leading->getNameAsString() +
               "' leads to numbers elsewhere, on which the mark has no effect; store "
               "costate::stop_gradient(x) there instead");
    return address;
  }
  // The object behind a reference is inactive by this name only.
  if (declaration->getType()->isReferenceType())
    address = cxx::CastOp::create(builder, at(location), address.getType(), address);
  inactiveAddresses.insert(address);
  return address;
}

bool FunctionImporter::isInactiveAddress(Value address) const {
  if (inactiveAddresses.empty())
    return false;
  while (!inactiveAddresses.contains(address)) {
    mlir::Operation *step = address.getDefiningOp();
    if (!llvm::isa_and_nonnull<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp,
                               cxx::LoadOp>(step))
      return false;
    address = step->getOperand(0);
  }
  return true;
}

Value FunctionImporter::stopGradient(Value value, SourceLocation location) {
  if (!llvm::isa<mlir::FloatType>(value.getType()))
    return value;
  return ad::StopGradientOp::create(builder, at(location), value);
}
