// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "ContractCheck.h"

#include "Signature.h"

#include "costate/Dialect/Cxx/Cxx.h"
#include "costate/Support/Diagnostics.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace costate;

/// Indices of the arguments through which the function writes.
static llvm::DenseSet<unsigned> findWritten(func::FuncOp function, const PointsTo &pointsTo) {
  llvm::DenseSet<unsigned> written;
  function.walk([&](Operation *op) {
    Value target = llvm::TypeSwitch<Operation *, Value>(op)
                       .Case([](cxx::StoreOp store) { return store.getAddress(); })
                       .Case([](cxx::AtomicOp atomic) { return atomic.getAddress(); })
                       .Case<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp>(
                           [](Operation *copy) { return copy->getOperand(0); })
                       .Default([](Operation *) { return Value(); });
    if (!target)
      return;
    for (ObjectId object : pointsTo.getTargets(target))
      if (pointsTo.getObjects()[object].kind == MemoryObject::Kind::Argument)
        written.insert(pointsTo.getObjects()[object].argument);
  });
  return written;
}

static std::string getName(func::FuncOp function, unsigned index) {
  auto name = function.getArgAttrOfType<StringAttr>(index, cxx::attr::name);
  return name ? name.str() : "argument " + std::to_string(index + 1);
}

/// Stops if a written argument is one of the others: `y == nullptr || (y != x && y != z)`.
static void emitCheck(func::FuncOp primal, unsigned written, ArrayRef<unsigned> others,
                      ArrayRef<Value> arguments, OpBuilder &builder) {
  Location location = primal.getLoc();
  Value target = arguments[written];
  Value differs;
  std::string names;
  for (unsigned other : others) {
    Value differ =
        cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::ne, target, arguments[other]);
    differs = differs ? arith::AndIOp::create(builder, location, differs, differ) : differ;
    names += (names.empty() ? "" : ", ") + getName(primal, other);
  }
  Value null = cxx::NullOp::create(builder, location, target.getType());
  Value isNull = cxx::PtrCmpOp::create(builder, location, cxx::PtrPredicate::eq, target, null);
  Value holds = arith::OrIOp::create(builder, location, isNull, differs);
  std::string text = getName(primal, written) + " is written and must not overlap " + names;
  auto position = findFilePosition(location);
  StringRef file = position ? llvm::sys::path::filename(position->getFilename()) : "";
  auto qualified = primal->getAttrOfType<StringAttr>(cxx::attr::qualifiedName);
  cxx::AssertOp::create(builder, location, holds, text, file, position ? position->getLine() : 0,
                        qualified ? qualified.getValue() : primal.getSymName());
}

void costate::emitContractChecks(func::FuncOp primal, ArrayRef<int32_t> wrt,
                                 ArrayRef<Value> arguments, const PointsTo &pointsTo,
                                 OpBuilder &builder) {
  llvm::DenseSet<unsigned> written = findWritten(primal, pointsTo);
  auto isActive = [&](unsigned index) {
    return llvm::is_contained(wrt, static_cast<int32_t>(index));
  };
  // Records that are passed or returned by value are nobody else's.
  auto isOwn = [&](unsigned index) {
    return isByValueRecord(primal, index) || isReturnedRecord(primal, index);
  };
  unsigned count = primal.getNumArguments();
  for (unsigned target = 0; target < count; ++target) {
    if (!written.contains(target) || isOwn(target))
      continue;
    SmallVector<unsigned> others;
    for (unsigned other = 0; other < count; ++other) {
      bool isSame = other == target || (other < target && written.contains(other));
      bool isComparable =
          primal.getArgument(other).getType() == primal.getArgument(target).getType();
      if (!isSame && isComparable && !isOwn(other) && (isActive(target) || isActive(other)))
        others.push_back(other);
    }
    if (!others.empty())
      emitCheck(primal, target, others, arguments, builder);
  }
}
