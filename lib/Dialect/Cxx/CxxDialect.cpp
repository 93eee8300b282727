// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration of the 'cxx' dialect, its constants, and the rule that all of it may be inlined.

#include "costate/Dialect/Cxx/Cxx.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/Transforms/InliningUtils.h"

using namespace mlir;
using namespace costate::cxx;

#include "costate/Dialect/Cxx/CxxDialect.cpp.inc"

#include "costate/Dialect/Cxx/CxxEnums.cpp.inc"

namespace {
/// Without this interface the inliner would keep calls silently.
struct CxxInlinerInterface : public DialectInlinerInterface {
  using DialectInlinerInterface::DialectInlinerInterface;

  bool isLegalToInline(Operation *, Operation *, bool) const final { return true; }
  bool isLegalToInline(Region *, Region *, bool, IRMapping &) const final { return true; }
  bool isLegalToInline(Operation *, Region *, bool, IRMapping &) const final { return true; }
};
} // namespace

void CxxDialect::initialize() {
  registerTypes();
  registerOperations();
  addInterfaces<CxxInlinerInterface>();
}

Operation *CxxDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type,
                                           Location location) {
  if (auto poison = dyn_cast<ub::PoisonAttrInterface>(value))
    return ub::PoisonOp::create(builder, location, type, poison);
  if (isa<PtrType>(type) && isa<UnitAttr>(value))
    return NullOp::create(builder, location, type);
  return arith::ConstantOp::materialize(builder, value, type, location);
}
