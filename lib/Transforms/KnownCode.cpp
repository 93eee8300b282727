// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "KnownCode.h"

#include "costate/Dialect/Cxx/InPlace.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;
using namespace costate;

namespace {
/// A place in memory: so many bytes from a pointer that is not computed from another one.
struct Place {
  Value root;
  int64_t offset = 0;
  bool exact = true;
};
} // namespace

static Place findPlace(Value address) {
  Place place{address};
  while (Operation *op = place.root.getDefiningOp()) {
    APInt index;
    if (auto field = dyn_cast<cxx::FieldOp>(op)) {
      auto record = cast<cxx::RecordType>(field.getRecord().getType().getPointee());
      place.offset += record.getFields()[field.getIndex()].offset;
    } else if (isa<cxx::ElementOp, cxx::OffsetOp>(op)) {
      Type unit = cast<cxx::PtrType>(op->getResult(0).getType()).getPointee();
      if (matchPattern(op->getOperand(1), m_ConstantInt(&index)))
        place.offset += index.getSExtValue() * int64_t(cxx::getTypeSize(unit));
      else
        place.exact = false;
    } else if (!isa<cxx::CastOp>(op)) {
      break;
    }
    place.root = op->getOperand(0);
  }
  return place;
}

static bool isFreshObject(Value root) {
  Operation *op = root.getDefiningOp();
  return isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp>(op);
}

/// Whether the address of an object is known to more than the operations that compute with it.
static bool escapes(Value root) {
  SmallVector<Value> work = {root};
  while (!work.empty())
    for (OpOperand &use : work.pop_back_val().getUses()) {
      Operation *user = use.getOwner();
      if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::CastOp>(user))
        work.push_back(user->getResult(0));
      else if (!isa<cxx::LoadOp, cxx::CopyOp, cxx::CopyNOp, cxx::FillOp, cxx::DeallocOp,
                    cxx::PtrCmpOp, cxx::AtomicOp>(user) &&
               !(isa<cxx::StoreOp>(user) && use.getOperandNumber() == 1))
        return true;
    }
  return false;
}

static bool isCall(Operation *op) { return isa<func::CallOp, cxx::InvokeOp>(op); }

/// Whether any function makes objects that have hidden pointers in storage that exists already.
static bool constructsInPlace(func::FuncOp function) {
  return llvm::any_of(
      function->getParentOfType<ModuleOp>().getOps<func::FuncOp>(),
      [](func::FuncOp other) { return other->hasAttr(cxx::attr::constructsInPlace); });
}

static bool isVirtualTable(StringRef symbol) { return symbol.starts_with("_ZTV"); }

/// Whether control may go from behind `from` to `to` without passing `barrier`.
static bool reaches(Operation *from, Operation *to, Operation *barrier) {
  SmallPtrSet<Block *, 16> visited;
  SmallVector<Block *> work;
  auto leave = [&](Block *block, Operation *start) {
    auto isIn = [&](Operation *op) {
      return op->getBlock() == block && (!start || start->isBeforeInBlock(op));
    };
    bool stops = isIn(barrier);
    if (isIn(to) && !(stops && barrier->isBeforeInBlock(to)))
      return true;
    if (!stops)
      llvm::append_range(work, block->getSuccessors());
    return false;
  };
  if (leave(from->getBlock(), from))
    return true;
  while (!work.empty()) {
    Block *block = work.pop_back_val();
    if (visited.insert(block).second && leave(block, nullptr))
      return true;
  }
  return false;
}

cxx::CodeAddressOp KnownCode::find(Value code) {
  if (auto address = code.getDefiningOp<cxx::CodeAddressOp>())
    return address;
  auto load = code.getDefiningOp<cxx::LoadOp>();
  if (!load)
    return {};
  Place place = findPlace(load.getAddress());
  if (!place.exact || !isFreshObject(place.root))
    return {};
  // The last store that surely comes before, and everything that may come between.
  cxx::StoreOp last;
  SmallVector<Operation *> others;
  bool escaped = escapes(place.root);
  function.walk([&](Operation *op) {
    if (auto store = dyn_cast<cxx::StoreOp>(op)) {
      Place target = findPlace(store.getAddress());
      bool isCode = isa<cxx::CodeType>(store.getValue().getType());
      if (target.root == place.root) {
        if (target.exact && target.offset == place.offset && isCode &&
            dominance.properlyDominates(op, load)) {
          if (last && dominance.properlyDominates(op, last)) {
            others.push_back(op);
            return;
          }
          if (last)
            others.push_back(last);
          last = store;
        } else if (!target.exact || target.offset == place.offset) {
          others.push_back(op);
        }
      } else if (isCode && escaped && !isFreshObject(target.root)) {
        others.push_back(op);
      }
    } else if (isa<cxx::CopyOp, cxx::CopyNOp, cxx::FillOp>(op)) {
      Value root = findPlace(op->getOperand(0)).root;
      if (root == place.root || (escaped && !isFreshObject(root)))
        others.push_back(op);
    } else if (isCall(op) && escaped) {
      others.push_back(op);
    }
  });
  if (!last)
    return {};
  cxx::CodeAddressOp address = find(last.getValue());
  if (!address)
    return {};
  // An object keeps its class while it lives: only its constructors and destructors, which are in
  // place by now, write the hidden pointer; unless another object is made in its storage.
  bool keepsClass = isVirtualTable(address.getSymbol()) && !constructsInPlace(function);
  for (Operation *other : others)
    if (!(keepsClass && isCall(other)) && reaches(other, load, last))
      return {};
  return address;
}
